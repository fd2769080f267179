import { loansAbi } from '@hurong/sdk'
import type { LoanQuery, LoanSummary, Page } from '@hurong/sdk/api'
import type { Book } from '../chain/fallback/book.ts'
import { detailOf } from '../chain/fallback/readLoan.ts'
import { matches } from './matches.ts'
import { loansAtOnce } from './step.ts'

const blocksAtOnce = 500n

const cursorOf = (block: bigint) => `block:${block}`
const blockOf = (cursor: string): bigint | null =>
  /^block:\d+$/.test(cursor) ? BigInt(cursor.slice('block:'.length)) : null

/** Loans asked for up to a block, the newest first, and the block before the oldest of them; none left ends it. */
async function requestedUpTo({ hurong }: Book, last: bigint) {
  const { publicClient, deployment } = hurong.context
  const first = BigInt(deployment.deployedAtBlock)
  const found: { id: bigint; block: bigint }[] = []
  let to = last
  while (to >= first && found.length < loansAtOnce) {
    const from = to - blocksAtOnce + 1n > first ? to - blocksAtOnce + 1n : first
    const events = await publicClient.getContractEvents({
      address: deployment.contracts.loans,
      abi: loansAbi,
      eventName: 'LoanRequested',
      fromBlock: from,
      toBlock: to,
      strict: true,
    })
    found.push(
      ...events.toReversed().map(({ args, blockNumber }) => ({ id: args.loanId, block: blockNumber })),
    )
    to = from - 1n
  }
  // Loans of one block stay together, so that the next step begins between two blocks.
  const cut = found[loansAtOnce - 1]?.block
  const taken = cut === undefined ? found : found.filter(({ block }) => block >= cut)
  const before = cut === undefined ? to : cut - 1n
  return { ids: taken.map(({ id }) => id), before: before >= first ? before : null }
}

/**
 * Loans straight from the chain, the newest first, a step at a time: what the filters leave of the next `loansAtOnce`. Any
 * other order, and how many there are in all, only the server knows.
 * @param cursor What the step before told; null for the first.
 */
export async function recentLoans(
  book: Book,
  query: Partial<LoanQuery>,
  cursor: string | null,
): Promise<Page<LoanSummary>> {
  const { publicClient } = book.hurong.context
  const last = cursor === null ? await publicClient.getBlockNumber() : blockOf(cursor)
  if (last === null) return { items: [], nextCursor: null }
  const { ids, before } = await requestedUpTo(book, last)
  const loans = await Promise.all(
    ids.map(async (loanId) => detailOf(book, await book.hurong.loans.readLoan({ loanId }))),
  )
  return {
    items: loans.filter((loan) => matches(loan, query)),
    nextCursor: before === null ? null : cursorOf(before),
  }
}
