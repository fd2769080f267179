import { divDown, remainingSchedule } from '@hurong/finance'
import type { Portfolio } from '@hurong/sdk/api'
import type { cashFlows, repayments } from '../database/schema.ts'
import { positionOf, termsOf } from '../loans/position.ts'
import type { HeldLoan } from './loadHoldings.ts'

export interface Income {
  readonly at: number
  readonly principal: bigint
  readonly interest: bigint
}
type Payment = typeof repayments.$inferSelect
type Flow = typeof cashFlows.$inferSelect

/** What came in for the holder, payment by payment: the share their notes had when it came. */
export const receivedOf = (
  held: readonly HeldLoan[],
  payments: readonly Payment[],
  flows: readonly Flow[],
): Income[] => {
  const ofLoan = new Map(held.map((item) => [item.loan.loanId, item]))
  const ofNumber = new Map<number, Flow[]>()
  for (const flow of flows) {
    const list = ofNumber.get(flow.loanNumber)
    if (list === undefined) ofNumber.set(flow.loanNumber, [flow])
    else list.push(flow)
  }
  return payments.flatMap(({ id, loanId, at, principal, interest, lateInterest }) => {
    const item = ofLoan.get(loanId)
    if (item === undefined || item.series.supply === 0n) return []
    let balance = 0n
    for (const flow of ofNumber.get(item.loan.number) ?? []) if (flow.id < id) balance += flow.notes
    const share = (part: bigint) => divDown(part * balance, item.series.supply)
    return [{ at, principal: share(principal), interest: share(interest + lateInterest) }]
  })
}

/** What is still to come if every instalment is paid on its due date; what is overdue is expected now. */
export const expectedOf = (held: readonly HeldLoan[], now: number): Income[] =>
  held.flatMap(({ loan, holding, series }) => {
    const position = positionOf(loan)
    if (position?.status !== 'active' || series.supply === 0n || holding.balance === 0n) return []
    const share = (part: bigint) => divDown(part * holding.balance, series.supply)
    return remainingSchedule(termsOf(loan), position).map((row) => ({
      at: Math.max(row.dueAt, now),
      principal: share(row.principalUnpaid),
      interest: share(row.interestUnpaid),
    }))
  })

const monthOf = (at: number): string => new Date(at * 1000).toISOString().slice(0, 7)

/** Received and expected by month (UTC), months ascending. */
export const calendarOf = (
  received: readonly Income[],
  expected: readonly Income[],
): Portfolio['currencies'][number]['calendar'] => {
  const months = new Map<string, [bigint, bigint, bigint, bigint]>()
  const add = (rows: readonly Income[], place: 0 | 2) => {
    for (const { at, principal, interest } of rows) {
      const sums = months.get(monthOf(at)) ?? [0n, 0n, 0n, 0n]
      sums[place] += principal
      sums[(place + 1) as 1 | 3] += interest
      months.set(monthOf(at), sums)
    }
  }
  add(received, 0)
  add(expected, 2)
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, sums]) => ({
      month,
      receivedPrincipal: sums[0].toString(),
      receivedInterest: sums[1].toString(),
      expectedPrincipal: sums[2].toString(),
      expectedInterest: sums[3].toString(),
    }))
}
