import { claimableOf } from '@hurong/finance'
import type { Holder, Page } from '@hurong/sdk/api'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { holdings, series, wallets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'
import { findLoan } from './findLoan.ts'

/** Who holds a loan's notes or was paid on them, greatest first. */
export const listHolders = async (
  read: ReadAt,
  number: number,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<Holder>> => {
  const { loanId } = await findLoan(read, number)
  const [balance, after] = cursor === undefined ? [] : decodeCursor(cursor, ['amount', 'word'])
  const rows = await read.database
    .select({ holding: holdings, series, participantId: wallets.participantId })
    .from(holdings)
    .innerJoin(series, eq(series.seriesId, holdings.seriesId))
    .leftJoin(wallets, and(eq(wallets.wallet, holdings.holder), isNull(wallets.removedAt)))
    .where(
      and(
        eq(holdings.seriesId, loanId),
        balance === undefined
          ? undefined
          : sql`(${holdings.balance}, ${holdings.holder}) < (${balance}::numeric, ${after})`,
      ),
    )
    .orderBy(desc(holdings.balance), desc(holdings.holder))
    .limit(limit + 1)
  return pageOf(
    rows,
    limit,
    ({ holding, series: { paidIn, supply }, participantId }) => ({
      holder: holding.holder,
      participantId,
      balance: holding.balance.toString(),
      claimable: (supply === 0n ? 0n : claimableOf(holding, paidIn, supply)).toString(),
      claimed: holding.claimed.toString(),
    }),
    ({ holding }) => [holding.balance, holding.holder],
  )
}
