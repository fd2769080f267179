import type { Holding, Page } from '@hurong/sdk/api'
import { LoanStatus } from '@hurong/sdk/api/schemas'
import { and, eq, lt, or } from 'drizzle-orm'
import { loans } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'
import { listParameter } from '../http/listParameter.ts'
import { statusIs } from '../loans/statusIs.ts'
import { summaryOf } from '../loans/summary.ts'
import { countHoldings, type HeldLoan, isClaimable, loadHoldings } from './loadHoldings.ts'

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

/**
 * A page of an address's holdings, newest loan first. A page goes on below the last loan of the one before, so that
 * what comes and goes meanwhile neither repeats a holding nor hides one that stays. The total comes with the first.
 */
export const listHoldings = async (
  read: ReadAt,
  address: string,
  query: {
    cursor?: string | undefined
    limit: number
    status?: string | undefined
    /** Number of the one loan that is asked about. */
    loan?: number | undefined
    /** Currency of which something can be claimed, lower case. */
    claimableIn?: string | undefined
  },
): Promise<Page<Holding>> => {
  const statuses = listParameter('status', LoanStatus.options, query.status)
  const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, ['number'])
  const of = and(
    statuses && or(...statuses.map((status) => statusIs(status, read.now))),
    query.loan === undefined ? undefined : eq(loans.number, query.loan),
    query.claimableIn === undefined ? undefined : isClaimable(query.claimableIn),
  )
  const rows = await loadHoldings(read, address, {
    where: and(of, after === undefined ? undefined : lt(loans.number, Number(after))),
    limit: query.limit + 1,
  })
  const page = pageOf(
    rows,
    query.limit,
    (held) => holdingBody(held, read.now),
    ({ loan }) => [loan.number],
  )
  return query.cursor === undefined ? { ...page, total: await countHoldings(read, address, of) } : page
}
