import type {
  ChainEvent,
  Holder,
  Holding,
  LoanDetail,
  LoanQuery,
  LoanSummary,
  Page,
  Participant,
  Portfolio,
  Product,
  Schedule,
  Split,
} from '@hurong/sdk/api'
import type { KnownModel } from '../../api/queries.ts'
import { wholeOf } from '../../loans/amounts.ts'
import { loanEvents, loanHolders, newestEvents } from '../../offline/readEvents.ts'
import { modelByHash, registeredModels } from '../../offline/readModels.ts'
import { participantFrom } from '../../offline/readParticipant.ts'
import { productsFrom } from '../../offline/readProducts.ts'
import { recentLoans } from '../../offline/readRecentLoans.ts'
import { openBook } from './book.ts'
import { holdingsFrom, portfolioFrom } from './readHoldings.ts'
import { detailOf, findLoan } from './readLoan.ts'
import { scheduleFrom } from './readSchedule.ts'

/**
 * What is needed to show, repay and claim when the platform's server is gone, read from a node of the chain alone and told
 * in the API's shapes. Loaded only then, or ahead of time to be kept.
 */
export async function loanFromChain(number: number): Promise<LoanDetail> {
  const book = await openBook()
  return detailOf(book, await findLoan(book, number))
}

export async function scheduleFromChain(number: number): Promise<Schedule> {
  const book = await openBook()
  return scheduleFrom(book, await findLoan(book, number))
}

/** What pays the loan off at `at`, or at the latest block. */
export async function payoffFromChain(number: number, at?: number): Promise<Split & { total: string }> {
  const book = await openBook()
  const { payoff } = await detailOf({ ...book, time: at ?? book.time }, await findLoan(book, number))
  return { ...payoff, total: String(wholeOf(payoff)) }
}

export async function holdingsFromChain(address: string): Promise<Page<Holding>> {
  const items = await holdingsFrom(await openBook(), address as `0x${string}`)
  return { items, nextCursor: null, total: items.length }
}

export const portfolioFromChain = async (address: string): Promise<Portfolio> =>
  portfolioFrom(await openBook(), address as `0x${string}`)

/** The newest loans that fit, a step at a time. */
export const loansFromChain = async (
  query: Partial<LoanQuery>,
  cursor: string | null,
): Promise<Page<LoanSummary>> => recentLoans(await openBook(), query, cursor)

export const productsFromChain = async (): Promise<readonly Product[]> => productsFrom(await openBook())

/** More loans of one person than a page shows. */
const loansAtMost = 100n

/** A borrower's loans: those drawn, from the record, and those still being funded. */
export async function loansOfFromChain(participantId: number): Promise<Page<LoanDetail>> {
  const book = await openBook()
  const { loans, record } = book.hurong
  const [drawn, live] = await Promise.all([
    record.readLoansOf({ participantId, offset: 0n, limit: loansAtMost }),
    loans.readLiveLoans({ participantId }),
  ])
  const ids = [...new Set([...live, ...drawn])]
  const items = await Promise.all(ids.map(async (loanId) => detailOf(book, await loans.readLoan({ loanId }))))
  items.sort((a, b) => b.number - a.number)
  return { items, nextCursor: null, total: items.length }
}

export async function participantFromChain(participantId: number): Promise<Participant> {
  const book = await openBook()
  const { items } = await loansOfFromChain(participantId)
  return participantFrom(book, participantId, items)
}

export const holdersFromChain = (number: number): Promise<Page<Holder>> => loanHolders(number)

export const loanEventsFromChain = (number: number): Promise<Page<ChainEvent>> => loanEvents(number)

/** As many events as are read back for a list; older ones need the server, or the whole book. */
const eventsAtMost = 200

export const eventsFromChain = async (limit: number, types?: string): Promise<Page<ChainEvent>> =>
  newestEvents(await openBook(), Math.min(limit, eventsAtMost), types)

export const modelsFromChain = async (): Promise<readonly KnownModel[]> => registeredModels(await openBook())

export const modelFromChain = async (hash: string): Promise<KnownModel> => modelByHash(await openBook(), hash)
