import { and, desc, isNull, lte } from 'drizzle-orm'
import { models } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import type { HeldModel } from '../models/modelFiles.ts'

export type ChosenModel = HeldModel & { readonly modelHash: `0x${string}` }

/**
 * The model that is applied: registered, binding, not retired, and its file at hand; the latest announced of several.
 * @param wanted That one and no other.
 * @throws ApiProblem `NoModel`
 */
export const chooseModel = async (
  { database, modelFiles, now }: Pick<ReadAt, 'database' | 'modelFiles' | 'now'>,
  wanted?: string,
): Promise<ChosenModel> => {
  const inUse = await database
    .select()
    .from(models)
    .where(and(lte(models.bindsAt, now), isNull(models.retiredAt)))
    .orderBy(desc(models.announcedAt), desc(models.modelHash))
  for (const { modelHash } of inUse) {
    const held = modelFiles.get(modelHash)
    if (held !== undefined && (wanted === undefined || wanted === modelHash))
      return { ...held, modelHash: modelHash as `0x${string}` }
  }
  throw new ApiProblem(
    'NoModel',
    wanted === undefined
      ? 'No registered credit model is in use here. Come back when one is.'
      : `The credit model ${wanted} is not in use here: it is not registered, does not bind yet, is retired, or its file is missing.`,
    undefined,
    wanted === undefined
      ? '目前没有启用的信用模型，请稍后再试。'
      : `信用模型 ${wanted} 在此不可用：未登记、尚未生效、已停用，或缺少模型文件。`,
  )
}
