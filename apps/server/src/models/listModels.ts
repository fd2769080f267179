import { lossGivenDefaultIn } from '@hurong/sdk'
import type { CreditModel, Page } from '@hurong/sdk/api'
import { asc, isNotNull, sql } from 'drizzle-orm'
import { loans, models } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'

/** All registered models in the order of their announcement, with how many loans quoted each. */
export const listModels = async ({ database, modelFiles }: ReadAt): Promise<Page<CreditModel>> => {
  const [rows, counts] = await Promise.all([
    database.select().from(models).orderBy(asc(models.announcedAt), asc(models.modelHash)),
    database
      .select({ modelHash: loans.modelHash, count: sql<number>`count(*)::int` })
      .from(loans)
      .where(isNotNull(loans.modelHash))
      .groupBy(loans.modelHash),
  ])
  const items = rows.map((model) => ({
    ...model,
    loans: counts.find(({ modelHash }) => modelHash === model.modelHash)?.count ?? 0,
    lossGivenDefault: lossGivenDefaultIn(model.uri),
    name: modelFiles.get(model.modelHash)?.content.name ?? null,
  }))
  return { items, nextCursor: null, total: items.length }
}
