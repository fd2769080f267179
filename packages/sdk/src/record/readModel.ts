import type { Hex } from 'viem'
import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** A registered credit model. Times in seconds since 1970. */
export interface CreditModel {
  readonly modelHash: Hex
  readonly schemaHash: Hex
  readonly uri: string
  readonly announcedAt: number
  /** From when assessments may name it. */
  readonly bindsAt: number
  /** `null` while it is in use. */
  readonly retiredAt: number | null
}

/** A model by its hash; `undefined` if nobody announced it. */
export const readModel = async (
  context: ReadContext,
  { modelHash }: { modelHash: Hex },
): Promise<CreditModel | undefined> => {
  const model = await read(context, 'creditRecord', 'model', [modelHash])
  if (model.announcedAt === 0) return undefined
  return { modelHash, ...model, retiredAt: model.retiredAt === 0 ? null : model.retiredAt }
}
