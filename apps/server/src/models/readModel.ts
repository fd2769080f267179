import { GRADES, nameOf, trackRecordOf } from '@hurong/sdk'
import type { CreditModelDetail } from '@hurong/sdk/api'
import { and, eq, isNotNull } from 'drizzle-orm'
import { loans, models, records } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import { listModels } from './listModels.ts'
import type { HeldModel } from './modelFiles.ts'

const foretold = async ({ database }: ReadAt, modelHash: string) => {
  const rows = await database
    .select({
      grade: loans.grade,
      pdLife: loans.pdLife,
      drawnAt: loans.drawnAt,
      repaid: records.repaid,
      defaulted: records.defaulted,
    })
    .from(loans)
    .innerJoin(records, eq(records.loanId, loans.loanId))
    .where(and(eq(loans.modelHash, modelHash), isNotNull(loans.drawnAt)))
  return rows.map(({ grade, pdLife, drawnAt, repaid, defaulted }) => {
    const ended = repaid ? ('repaid' as const) : ('running' as const)
    return {
      grade: nameOf(GRADES, grade ?? 0, 'Grade'),
      pdLife: pdLife ?? 0,
      drawnAt: drawnAt ?? 0,
      outcome: defaulted ? ('defaulted' as const) : ended,
    }
  })
}

/** The texts of a model's reason codes, ascending. */
const reasonsOf = ({ content }: HeldModel) => {
  const byCode = new Map(
    content.schema.inputs.map(({ reason }) => [reason.code, { zh: reason.zh, en: reason.en }]),
  )
  return [...byCode].sort(([a], [b]) => a - b).map(([code, text]) => ({ code, ...text }))
}

const notFound = (modelHash: string) =>
  new ApiProblem('ModelNotFound', `There is no credit model ${modelHash}.`)

/** A registered model with its track record. @throws ApiProblem `ModelNotFound` */
export const readModel = async (read: ReadAt, modelHash: string): Promise<CreditModelDetail> => {
  const { items } = await listModels(read)
  const model = items.find((one) => one.modelHash === modelHash)
  if (model === undefined) throw notFound(modelHash)
  const file = read.modelFiles.get(modelHash)
  return {
    ...model,
    reasons: file === undefined ? null : reasonsOf(file),
    ...trackRecordOf(await foretold(read, modelHash)),
  }
}

/** The file of a registered model, to the byte. @throws ApiProblem `ModelNotFound` */
export const readModelFile = async ({ database, modelFiles }: ReadAt, modelHash: string): Promise<string> => {
  const registered = await database.$count(models, eq(models.modelHash, modelHash))
  if (registered === 0) throw notFound(modelHash)
  const file = modelFiles.get(modelHash)
  if (file === undefined)
    throw new ApiProblem(
      'ModelNotFound',
      `This server has no file of the credit model ${modelHash}. The model's uri says where it is to be had.`,
    )
  return file.text
}
