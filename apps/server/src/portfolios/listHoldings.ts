import type { Holding, Page } from '@hurong/sdk/api'
import { LoanStatus } from '@hurong/sdk/api/schemas'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'
import { listParameter } from '../http/listParameter.ts'
import { statusAt, summaryOf } from '../loans/summary.ts'
import { type HeldLoan, loadHoldings } from './loadHoldings.ts'

const holdingBody = (
  { loan, holding, claimable, principal, interest, lateInterest, recovered, outstanding }: HeldLoan,
  now: number,
): Holding => ({
  loan: summaryOf(loan, now),
  balance: holding.balance.toString(),
  claimable: claimable.toString(),
  claimed: holding.claimed.toString(),
  principalReceived: (principal + recovered).toString(),
  interestReceived: (interest + lateInterest).toString(),
  outstanding: outstanding.toString(),
  subscribedAt: holding.subscribedAt,
  withdrawableUntil:
    (loan.status === 'funding' || loan.status === 'funded') &&
    holding.subscribedAt !== null &&
    holding.balance > 0n
      ? holding.subscribedAt + loan.reflectionPeriod
      : null,
})

/** A page of an address's holdings, newest loan first. */
export const listHoldings = async (
  read: ReadAt,
  address: string,
  query: { cursor?: string | undefined; limit: number; status?: string | undefined },
): Promise<Page<Holding>> => {
  const statuses = listParameter('status', LoanStatus.options, query.status)
  const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, ['number'])
  const all = (await loadHoldings(read, address)).filter(
    ({ loan }) => statuses === undefined || statuses.includes(statusAt(loan, read.now)),
  )
  const rest = after === undefined ? all : all.filter(({ loan }) => loan.number < Number(after))
  const page = pageOf(
    rest.slice(0, query.limit + 1),
    query.limit,
    (held) => holdingBody(held, read.now),
    ({ loan }) => [loan.number],
  )
  return query.cursor === undefined ? { ...page, total: all.length } : page
}
