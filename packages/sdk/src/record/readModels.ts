import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'
import { type CreditModel, readModel } from './readModel.ts'

/** All registered models in the order of their announcement, retired ones too. */
export const readModels = async (context: ReadContext): Promise<CreditModel[]> => {
  const count = await read(context, 'creditRecord', 'modelCount', [])
  const models = await Promise.all(
    Array.from({ length: Number(count) }, async (_, index) =>
      readModel(context, { modelHash: await read(context, 'creditRecord', 'modelAt', [BigInt(index)]) }),
    ),
  )
  return models.filter((model) => model !== undefined)
}
