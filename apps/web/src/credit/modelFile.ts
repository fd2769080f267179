import type { ModelFile, Reason } from '@hurong/scoring/explain'
import { queryOptions } from '@tanstack/react-query'
import { readApiText } from '../api/client.ts'
import type { Language } from '../i18n/context.tsx'

/** A model's file: the exact text, whose every byte counts, and what it says. */
export interface ReadModelFile {
  readonly text: string
  readonly content: ModelFile['content']
}

/** The file as published by the platform. What it says is not yet checked against its hash: recomputing does that. */
export const modelFileQuery = (hash: string) =>
  queryOptions({
    queryKey: ['modelFile', hash],
    queryFn: async ({ signal }): Promise<ReadModelFile> => {
      const text = await readApiText(`/models/${hash}/file`, signal)
      return { text, content: (JSON.parse(text) as ModelFile).content }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The sentence of a reason's code in a model's schema; undefined for a code the model does not know. */
export const reasonText = (
  { schema }: ModelFile['content'],
  code: Reason['code'],
  language: Language,
): string | undefined => schema.inputs.find(({ reason }) => reason.code === code)?.reason[language]

/** What an input of a model is called; its technical name where the schema has none. */
export const inputLabel = ({ schema }: ModelFile['content'], name: string, language: Language): string =>
  schema.inputs.find((input) => input.name === name)?.label[language] ?? name
