import type { Bilingual, ModelFile, Reason, Schema } from '@hurong/scoring/explain'
import { levelName } from '@hurong/scoring/schema'
import { queryOptions } from '@tanstack/react-query'
import { readApiText } from '../api/client.ts'
import type { I18n, Language } from '../i18n/context.tsx'
import { purposeColumn, purposeOfWord } from './purposes.ts'

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

type Words = Pick<I18n, 't' | 'language'>

/** What a word of a column is called: a purpose as everywhere on the platform, anything else as the model's file has it. */
const wordLabel = (schema: Schema, column: string, input: string, word: string, { t, language }: Words) => {
  const purpose = column === purposeColumn ? purposeOfWord(word) : undefined
  return purpose ? t(`loans.purpose.${purpose}`) : levelName(schema, input, word)[language]
}

/** What a level of an input is called. */
export function levelLabel(
  { schema }: ModelFile['content'],
  input: string,
  level: string,
  words: Words,
): string {
  const from = schema.inputs.find(({ name }) => name === input)?.from
  const column = from && 'column' in from ? from.column : ''
  return wordLabel(schema, column, input, level, words)
}

/** The input that chooses among the words of a column. */
export const inputChoosing = ({ inputs }: Schema, column: string) =>
  inputs.find(
    ({ kind, from }) =>
      kind === 'categorical' &&
      (('column' in from && from.column === column) || ('grouped' in from && from.grouped.column === column)),
  )

/** What a word of a column is called; undefined where it has no name but its own. */
export function saidLabel(schema: Schema, column: string, text: string, words: Words): string | undefined {
  const input = inputChoosing(schema, column)
  const name = input && wordLabel(schema, column, input.name, text, words)
  return name === text ? undefined : name
}

/** A name that stands within sentences, as one that begins a line. */
const asHeading = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** What an input calls a column: the input that is the column itself, else one that is made of it. */
export function columnLabel(schema: Schema, column: string): Bilingual | null {
  const { label, change } = schema.columns[column] ?? {}
  if (label) return label
  const own = schema.inputs.find(({ from }) => 'column' in from && from.column === column)
  if (own) return own.label
  if (change) return { zh: change.label.zh, en: asHeading(change.label.en) }
  return schema.inputs.find(({ from }) => JSON.stringify(from).includes(`"${column}"`))?.label ?? null
}
