import type { LoanQuery, LoanStatus, Method, Purpose } from '@hurong/sdk/api'
import { METHODS, PURPOSES } from '@hurong/sdk/loans/codes'
import { type Grade, grades } from '../credit/grades.ts'

/** What the market shows, as the address keeps it. Anything left out is not narrowed. */
export interface MarketSearch {
  status?: StatusChoice
  rate?: RateChoice
  term?: TermChoice
  grade?: GradeChoice
  pd?: PdChoice
  purpose?: Purpose
  method?: Method
  funded?: FundedChoice
  sort?: SortChoice
  view?: 'cards'
}

/** Statuses grouped the way people look for loans; the first is the market's own. */
export const statusChoices = {
  open: ['funding'],
  running: ['funded', 'active', 'late'],
  late: ['late'],
  repaid: ['repaid'],
  defaulted: ['defaulted', 'recovered', 'writtenOff'],
  all: [],
} as const satisfies Record<string, readonly LoanStatus[]>
export type StatusChoice = keyof typeof statusChoices

/** Bands of the agreed rate, millionths a year; the upper end belongs to the next band. */
export const rateChoices = {
  to8: { to: 80_000 },
  '8to12': { from: 80_000, to: 120_000 },
  '12to16': { from: 120_000, to: 160_000 },
  from16: { from: 160_000 },
} as const satisfies Record<string, { from?: number; to?: number }>
export type RateChoice = keyof typeof rateChoices

const month = 30

/** Bands of the term in months, as products count them: 30 days each. */
export const termChoices = {
  to12: { to: 12 },
  '12to36': { from: 12, to: 36 },
  from36: { from: 36 },
} as const satisfies Record<string, { from?: number; to?: number }>
export type TermChoice = keyof typeof termChoices

/** Funded share, millionths. */
export const fundedChoices = {
  under50: { below: 500_000 },
  from50: { atLeast: 500_000 },
  from80: { atLeast: 800_000 },
} as const satisfies Record<string, { below?: number; atLeast?: number }>
export type FundedChoice = keyof typeof fundedChoices

/** A grade and every better one; G is every loan that was assessed. */
export const gradeChoices = grades
export type GradeChoice = Grade

/** Greatest probability to fail over the loan's life, as loans of a hundred. */
export const pdChoices = ['3', '5', '10', '20'] as const
export type PdChoice = (typeof pdChoices)[number]

export const sortChoices = {
  deadline: { sort: 'deadline', order: 'asc' },
  newest: { sort: 'newest', order: 'desc' },
  rateHigh: { sort: 'rate', order: 'desc' },
  rateLow: { sort: 'rate', order: 'asc' },
  termShort: { sort: 'term', order: 'asc' },
  fundedShare: { sort: 'fundedShare', order: 'desc' },
  grade: { sort: 'grade', order: 'asc' },
  pd: { sort: 'pd', order: 'asc' },
  afterLoss: { sort: 'expectedReturn', order: 'desc' },
  principal: { sort: 'principal', order: 'desc' },
} as const satisfies Record<string, { sort: string; order: LoanQuery['order'] }>
export type SortChoice = keyof typeof sortChoices

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((one) => one === value)
const keysOf = <T extends object>(choices: T) => Object.keys(choices) as (keyof T & string)[]

/** Reads an address's search part; what is not known is dropped, so old links still open. */
export function readMarketSearch(search: Record<string, unknown>): MarketSearch {
  const found = {
    status: oneOf(search.status, keysOf(statusChoices)),
    rate: oneOf(search.rate, keysOf(rateChoices)),
    term: oneOf(search.term, keysOf(termChoices)),
    grade: oneOf(search.grade, gradeChoices),
    // An address may have been written by hand, its figure then read as a number.
    pd: oneOf(String(search.pd), pdChoices),
    purpose: oneOf(search.purpose, PURPOSES),
    method: oneOf(search.method, METHODS),
    funded: oneOf(search.funded, keysOf(fundedChoices)),
    sort: oneOf(search.sort, keysOf(sortChoices)),
    view: oneOf(search.view, ['cards']),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as MarketSearch
}

/** The sort order where none was chosen: what closes soon first while funding, else the newest. */
export const sortOf = (search: MarketSearch): SortChoice =>
  search.sort ?? ((search.status ?? 'open') === 'open' ? 'deadline' : 'newest')

/** What the API is asked for. */
export function marketQuery(search: MarketSearch): Partial<LoanQuery> {
  const rate: { from?: number; to?: number } = search.rate ? rateChoices[search.rate] : {}
  const term: { from?: number; to?: number } = search.term ? termChoices[search.term] : {}
  const funded: { below?: number; atLeast?: number } = search.funded ? fundedChoices[search.funded] : {}
  const wanted: Record<string, string | number | undefined> = {
    status: statusChoices[search.status ?? 'open'].join(',') || undefined,
    method: search.method,
    purpose: search.purpose,
    grade: search.grade && grades.slice(0, grades.indexOf(search.grade) + 1).join(','),
    maxPd: search.pd && Number(search.pd) * 10_000,
    minRate: rate.from,
    maxRate: rate.to === undefined ? undefined : rate.to - 1,
    minTermDays: term.from === undefined ? undefined : term.from * month + 1,
    maxTermDays: term.to === undefined ? undefined : term.to * month,
    minFundedShare: funded.atLeast,
    maxFundedShare: funded.below === undefined ? undefined : funded.below - 1,
    limit: 24,
    ...sortChoices[sortOf(search)],
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined),
  ) as Partial<LoanQuery>
}

/** How many filters narrow the list now; sort and view narrow nothing. */
export const countFilters = ({ sort: _sort, view: _view, ...filters }: MarketSearch): number =>
  Object.values(filters).filter((value) => value !== undefined).length

/** Whether loans without an assessment are left out. */
export const onlyAssessed = (search: MarketSearch): boolean =>
  search.grade !== undefined || search.pd !== undefined || assessedSorts.has(sortOf(search))
const assessedSorts: ReadonlySet<SortChoice> = new Set<SortChoice>(['grade', 'pd', 'afterLoss'])
