import type { Hex } from 'viem'
import { encodeEventTopics, numberToHex } from 'viem'
import { loansAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/index.ts'
import { HurongError, toHurongError } from '../errors/index.ts'
import { decodeLogs, readLogsByTopics, type TimedLog, withTimes } from '../events/index.ts'
import { loanIdOf } from '../loans/index.ts'
import type { Books, LoanBook, SeriesBook } from './books.ts'
import { loanChecks } from './compareLoans.ts'
import { seriesChecks } from './compareNotes.ts'
import type { Difference } from './difference.ts'
import { replayEvents } from './replayEvents.ts'

/** A loan as its events alone tell it, and where contract storage says otherwise. */
export interface RecomputedLoan {
  readonly loan: LoanBook
  readonly series: SeriesBook
  readonly books: Books
  /** The events it was rebuilt from, in the order they happened. */
  readonly events: readonly TimedLog[]
  /** Block it was read at, and that block's time. */
  readonly block: bigint
  readonly time: number
  /** How many comparisons were made. */
  readonly checks: number
  readonly differences: readonly Difference[]
}

const unknown = (number: number, chainId: number): HurongError =>
  new HurongError({
    name: 'LoanUnknown',
    kind: 'contract',
    message: `There is no loan ${number} on chain ${chainId}.`,
    args: { loanId: BigInt(number) },
  })

/**
 * The id of a loan by its number. Its currency is not known from that alone; a deployment has few.
 * @throws HurongError `LoanUnknown` if there is no loan of that number.
 */
export const findLoanId = async (context: ReadContext, number: number, upTo?: bigint): Promise<bigint> => {
  const { publicClient, deployment } = context
  const toBlock = upTo ?? (await publicClient.getBlockNumber({ cacheTime: 0 }))
  for (const { address } of deployment.currencies) {
    const loanId = loanIdOf(deployment, address, number)
    const topics = encodeEventTopics({ abi: loansAbi, eventName: 'LoanRequested', args: { loanId } })
    const filter = { address: deployment.contracts.loans, topics: topics as Hex[], toBlock }
    if ((await readLogsByTopics(context, filter)).length > 0) return loanId
  }
  throw unknown(number, deployment.chainId)
}

/**
 * Rebuilds one loan and its holders from its own events and compares it with contract storage, in the browser too.
 * @throws HurongError `LoanUnknown` if there is no loan of that number; `ChainUnreachable`.
 */
export const recomputeLoan = async (context: ReadContext, number: number): Promise<RecomputedLoan> => {
  const { publicClient, deployment } = context
  const head = await publicClient.getBlock().catch((error: unknown) => {
    throw toHurongError(error)
  })
  const loanId = await findLoanId(context, number, head.number)
  const address = [deployment.contracts.loans, deployment.contracts.notes]
  const id = numberToHex(loanId, { size: 32 })
  // The id is the first indexed argument of every event of `Loans`, and the first or the third of those of `Notes`.
  const [first, third] = await Promise.all([
    readLogsByTopics(context, { address, topics: [null, id], toBlock: head.number }),
    readLogsByTopics(context, { address, topics: [null, null, null, id], toBlock: head.number }),
  ])
  const logs = decodeLogs(deployment, [...first, ...third]).sort(
    (a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex,
  )
  const events = await withTimes(context, logs)
  const books = replayEvents(events)
  const loan = books.loans.get(loanId)
  const series = books.series.get(loanId)
  if (loan === undefined || series === undefined) throw unknown(number, deployment.chainId)
  const time = Number(head.timestamp)
  const checks = [
    ...loanChecks(context, head.number, time, loan),
    ...seriesChecks(context, head.number, series),
  ]
  const differences = (await Promise.all(checks.map((check) => check()))).flat()
  return { loan, series, books, events, block: head.number, time, checks: checks.length, differences }
}
