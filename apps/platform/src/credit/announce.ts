import type { ModelFile } from '@hurong/scoring/explain'
import { announceModel, type HurongContext, readModel } from '@hurong/sdk'
import { modelUri } from './champion.ts'

/** Announces a model on the chain unless it was. @returns whether this call did it. @throws HurongError */
export const announceOnce = async (context: HurongContext, model: ModelFile): Promise<boolean> => {
  if ((await readModel(context, { modelHash: model.hash })) !== undefined) return false
  const schemaHash = model.content.schemaHash
  const sent = await announceModel(context, { modelHash: model.hash, schemaHash, uri: modelUri(model) })
  await sent.wait()
  return true
}
