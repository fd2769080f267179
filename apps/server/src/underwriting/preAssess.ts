import { drawFee, type LoanTerms, scheduleOf } from '@hurong/finance'
import { type Cells, improvements, type ModelContent } from '@hurong/scoring/explain'
import type { Offer, PreAssessment } from '@hurong/sdk/api'
import type { PreAssessmentRequest } from '@hurong/sdk/api/schemas'
import { and, desc, eq, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { fees } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { type Asked, completeFields, dayOf, type ProductRow, productFor, termAllowed } from './asked.ts'
import { chooseModel } from './chooseModel.ts'
import { leastRateOf, reasonsOf, refusedBy, scoreOf } from './score.ts'

/** Terms in months that are shown beside the one asked for. */
const usualTerms = [6, 12, 18, 24, 36, 48, 60] as const

export const decimalsOf = ({ deployment }: ReadAt, currency: string): number =>
  deployment.currencies.find(({ address }) => address.toLowerCase() === currency)?.decimals ?? 0

/** What of a loan's terms its cost follows from. A bullet is one period. */
const termsFor = ({ principal, method, count }: Asked, annualRate: number): LoanTerms => ({
  principal,
  annualRate: BigInt(annualRate),
  lateRate: BigInt(annualRate),
  method,
  unit: 'month',
  interval: method === 'bullet' ? count : 1,
  count: method === 'bullet' ? 1 : count,
  interestOnlyCount: 0,
  graceDays: 0,
  defaultDays: 0,
  writeOffDays: 0,
  originationFee: 0n,
})

/** Interest of the whole schedule and the fee, which is rounded down as the draw rounds it. */
const costOf = (asked: Asked, annualRate: number, fee: number) => {
  const rows = scheduleOf(termsFor(asked, annualRate), 0)
  const interest = rows.reduce((sum, { interestDue }) => sum + interestDue, 0n)
  const [first] = rows
  return {
    instalment: ((first?.interestDue ?? 0n) + (first?.principalDue ?? 0n)).toString(),
    totalCost: (interest + drawFee({ principal: asked.principal, originationFee: BigInt(fee) })).toString(),
  }
}

/** One term with its own score: a model that reads the term scores each anew. */
const offerFor = (
  content: ModelContent,
  cells: Cells,
  asked: Asked,
  { read, product, fee }: { read: ReadAt; product: ProductRow; fee: number },
): Offer => {
  const { term } = content.schema
  const own = term === undefined ? cells : { ...cells, [term]: String(asked.count) }
  const score = scoreOf(content, own, read.now)
  const rate = leastRateOf(score, asked, read.underwriting.policy)
  const refused = refusedBy(score, rate, product) !== null
  const annualRate = refused ? null : rate
  return {
    count: asked.count,
    principal: asked.principal.toString(),
    grade: score.grade,
    pd12Months: score.pd12,
    pdLife: score.pdLifetime,
    annualRate,
    ...(annualRate === null ? { instalment: null, totalCost: null } : costOf(asked, annualRate, fee)),
  }
}

/** What a product's borrower pays of the principal at the draw now, millionths. */
const feeOf = async ({ database, now }: ReadAt, productId: number): Promise<number> => {
  const [fee] = await database
    .select()
    .from(fees)
    .where(and(eq(fees.productId, productId), lte(fees.bindsAt, now)))
    .orderBy(desc(fees.id))
    .limit(1)
  return fee?.originationFee ?? 0
}

/** Scores what somebody says without keeping or telling anything of it. @throws ApiProblem */
export const preAssess = async (
  read: ReadAt,
  request: z.output<typeof PreAssessmentRequest>,
): Promise<PreAssessment> => {
  const { productId, method, count } = request
  const asked: Asked = { productId, method, count, principal: BigInt(request.principal) }
  const product = await productFor(read, asked)
  const { content, modelHash } = await chooseModel(read, request.modelHash)
  const { now } = read
  const decimals = decimalsOf(read, product.currency)
  const { cells } = completeFields(content, request.fields, asked, { decimals, now })
  const score = scoreOf(content, cells, now)
  const rate = leastRateOf(score, asked, read.underwriting.policy)
  const fee = await feeOf(read, productId)
  const counts = [...new Set([...usualTerms.filter((term) => termAllowed(product, term)), count])]
  const label = (input: string) =>
    content.schema.inputs.find(({ name }) => name === input)?.label ?? { zh: input, en: input }
  return {
    modelHash,
    grade: score.grade,
    points: score.points,
    pd12Months: score.pd12,
    pdLife: score.pdLifetime,
    reasons: reasonsOf(score),
    contributions: score.contributions.map(({ input, points }) => ({ input, ...label(input), points })),
    improvements: improvements(content, cells, dayOf(now)).map(({ grade, pd12, changes }) => ({
      grade,
      pd12Months: pd12,
      changes: [...changes],
    })),
    offers: counts
      .sort((a, b) => a - b)
      .map((own) => offerFor(content, cells, { ...asked, count: own }, { read, product, fee })),
    refused: refusedBy(score, rate, product),
  }
}
