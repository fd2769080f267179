import type { LoanQuery, LoanSummary } from '@hurong/sdk/api'

type Query = Partial<LoanQuery> & { readonly grade?: string | undefined; readonly maxPd?: unknown }

const named = (list: string | undefined, value: string): boolean =>
  list === undefined || list.split(',').includes(value)

const within = (value: number, least: unknown, most: unknown): boolean =>
  (least === undefined || value >= Number(least)) && (most === undefined || value <= Number(most))

/** Whoever asks for a grade or a greatest probability gets no loan that has none. */
const assessedWithin = ({ assessment }: LoanSummary, { grade, maxPd }: Query): boolean =>
  (grade === undefined && maxPd === undefined) ||
  (!!assessment && named(grade, assessment.grade) && within(assessment.pdLife, undefined, maxPd))

/** Whether a loan is among those a list was asked for, by the server's rules. */
export const matches = (loan: LoanSummary, query: Query): boolean =>
  named(query.status, loan.status) &&
  named(query.method, loan.terms.method) &&
  named(query.purpose, loan.purpose) &&
  named(query.currency, loan.currency) &&
  within(loan.terms.annualRate, query.minRate, query.maxRate) &&
  within(loan.termDays, query.minTermDays, query.maxTermDays) &&
  within(loan.fundedShare, query.minFundedShare, query.maxFundedShare) &&
  assessedWithin(loan, query)
