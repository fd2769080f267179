import {
  assess,
  type Bilingual,
  type Cells,
  type ModelContent,
  Refusal,
  type Score,
} from '@hurong/scoring/explain'
import { leastRateOf as leastRateFor } from '@hurong/scoring/price'
import type { Method } from '@hurong/sdk/api'
import { badField, dayOf, type ProductRow } from './asked.ts'
import type { UnderwritingPolicy } from './service.ts'

/** What is wrong with a cell, as `@hurong/scoring` says it, and the same in Chinese. */
const faults: Readonly<Record<string, string>> = {
  'is not a number': '不是数字',
  'is negative': '不能为负数',
  'is out of range': '超出允许范围',
  'is not a date': '不是日期',
  'lies in the future': '不能晚于今天',
}

/** The problem of a refused application: it names the field, and repeats nothing that stood there. */
const refusedField = (message: string): Error => {
  const [, field = '', fault = ''] =
    /^The application cannot be read: (\w+) (?:".*" )?((?:is|lies) [a-z ]+)\.$/s.exec(message) ?? []
  const zh = faults[fault]
  return zh === undefined
    ? badField('fields', 'cannot be read by the model.', '模型无法读取。')
    : badField(`fields.${field}`, `${fault}. Correct it and try again.`, `${zh}。请更正后重试。`)
}

/** Scores an application as of a time. @throws ApiProblem that names the field that cannot be read. */
export const scoreOf = (content: ModelContent, cells: Cells, now: number): Score => {
  try {
    return assess(content, cells, dayOf(now))
  } catch (error) {
    if (error instanceof Refusal) throw refusedField(error.message)
    throw error
  }
}

/** The least rate that pays for the risk of an application, millionths a year; null where none does. */
export const leastRateOf = (
  score: Pick<Score, 'pd12' | 'pdLifetime' | 'lossGivenDefault'>,
  { principal, method, count }: { principal: bigint; method: Method; count: number },
  { targetReturnBps }: Pick<UnderwritingPolicy, 'targetReturnBps'>,
): number | null =>
  leastRateFor({ principal, method, interestOnlyCount: 0, term: count }, score, targetReturnBps)

export type RefusedRule = Bilingual & { readonly rule: 'grade' | 'rate' | 'person' }

const refusals = {
  grade: {
    rule: 'grade',
    en: 'Too many loans like this fail: no loan is made of grade G. The reasons say what speaks against it most.',
    zh: '此类贷款违约过多:G 级不予放款。下列原因说明了主要的不利因素。',
  },
  rate: {
    rule: 'rate',
    en: 'The rate that would pay for the risk is above what this product allows. A smaller sum or a shorter term may do.',
    zh: '足以覆盖风险的利率高于该产品的上限。可尝试减少金额或缩短期限。',
  },
} as const satisfies Record<string, RefusedRule>

/** Why the model and the product's limits do not cover a loan; null where they do. */
export const refusedBy = (
  { grade }: Pick<Score, 'grade'>,
  rate: number | null,
  { greatestRate }: Pick<ProductRow, 'greatestRate'>,
): RefusedRule | null => {
  if (grade === 'G') return refusals.grade
  return rate === null || rate > greatestRate ? refusals.rate : null
}

/** What an underwriter's own decision is told as. */
export const refusedByPerson: RefusedRule = {
  rule: 'person',
  en: 'An underwriter looked at the application and declined it. The reasons say what speaks against it most.',
  zh: '评估人查看后未予批准。下列原因说明了主要的不利因素。',
}

/** Reasons without the name of the input, which the code stands for. */
export const reasonsOf = (score: Score) =>
  score.reasons.map(({ code, zh, en, points }) => ({ code, zh, en, points }))
