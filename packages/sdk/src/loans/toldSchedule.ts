import {
  type LoanTerms,
  type Payment,
  paidSchedule,
  type Standing,
  type StandingInstalment,
  scheduleOf,
  standingsOf,
} from '@hurong/finance'
import type { Schedule, ScheduleRow } from '../api/types.ts'

/** A schedule as the API tells it, but for whose it is. */
export type ToldSchedule = Pick<Schedule, 'drawn' | 'rows' | 'prepaid'>

/** What a loan that has not been drawn would ask for, were it drawn then. */
export const plannedSchedule = (terms: LoanTerms, drawnAt: number): ToldSchedule => ({
  drawn: false,
  prepaid: null,
  rows: scheduleOf(terms, drawnAt).map(({ index, dueAt, principalDue, interestDue }) => ({
    ...{ index, dueAt, principal: principalDue.toString(), interest: interestDue.toString() },
    ...{ paid: '0', settledAt: null, daysLate: null },
    status: interestDue + principalDue === 0n ? 'nothingDue' : 'upcoming',
  })),
})

const rowOf = (instalment: StandingInstalment): ScheduleRow => ({
  index: instalment.index,
  dueAt: instalment.dueAt,
  principal: instalment.principal.toString(),
  interest: instalment.interest.toString(),
  paid: (instalment.interestPaid + instalment.principalPaid).toString(),
  settledAt: instalment.settledAt,
  daysLate: instalment.daysLate,
  status: instalment.status,
})

/**
 * What a drawn loan asks for, with what was paid of it.
 * @param payments Those before a default, the first first.
 */
export const toldSchedule = (
  terms: LoanTerms,
  drawnAt: number,
  payments: readonly Payment[],
  standing: Standing,
): ToldSchedule => {
  const { instalments, prepaid } = paidSchedule(terms, drawnAt, payments)
  return {
    drawn: true,
    rows: standingsOf(terms, instalments, standing).map(rowOf),
    prepaid: { principal: prepaid.principal.toString(), interest: prepaid.interest.toString() },
  }
}
