import type { Payment, PrepaymentChoice } from '@hurong/finance'
import { type Hurong, loansAbi, notesAbi, PREPAYMENTS, packSeriesId, unpackSeriesId } from '@hurong/sdk'
import { connect } from '../connect.ts'
import { knownPlatform } from '../rpc.ts'

/** What reading straight from the chain needs: the contracts, the time of the latest block, the index of `Loans` in ids. */
export interface Book {
  readonly hurong: Hurong
  readonly time: number
  readonly loansIndex: number
}

/** More issuers than any platform registers; the search for `Loans` ends here. */
const issuersAtMost = 32

async function findLoansIndex(hurong: Hurong): Promise<number> {
  const wanted = hurong.context.deployment.contracts.loans.toLowerCase()
  for (let index = 1; index <= issuersAtMost; index++) {
    const [issuer] = await hurong.notes.readIssuer({ index })
    if (issuer.toLowerCase() === wanted) return index
  }
  throw new Error('The loans of this platform are not registered on its chain.')
}

let opened: { readonly chainId: number; readonly hurong: Hurong; readonly loansIndex: number } | undefined

/**
 * Opens the chain for reading, by what the platform last told of itself.
 * @throws Error where nothing was ever told; HurongError where the chain is out of reach.
 */
export async function openBook(): Promise<Book> {
  const platform = knownPlatform()
  if (!platform) throw new Error('No platform is known yet, so there is no chain to read.')
  if (opened?.chainId !== platform.chainId) {
    const hurong = connect(platform)
    opened = { chainId: platform.chainId, hurong, loansIndex: await findLoansIndex(hurong) }
  }
  const { hurong, loansIndex } = opened
  const { timestamp } = await hurong.context.publicClient.getBlock()
  return { hurong, time: Number(timestamp), loansIndex }
}

/** Ids a loan's number may stand for: one per currency. */
export const idsOf = ({ hurong, loansIndex }: Book, number: number): readonly bigint[] =>
  hurong.context.deployment.currencies.map(({ address }) =>
    packSeriesId({ issuerIndex: loansIndex, currency: address, number: BigInt(number) }),
  )

/** Whether a series is a loan. */
export const isLoan = ({ loansIndex }: Book, id: bigint): boolean =>
  unpackSeriesId(id).issuerIndex === loansIndex

const since = ({ hurong }: Book) => BigInt(hurong.context.deployment.deployedAtBlock)

/** Cash that came in for a series, oldest first. */
export async function readPaidIn(book: Book, id: bigint) {
  const { publicClient, deployment } = book.hurong.context
  const events = await publicClient.getContractEvents({
    address: deployment.contracts.notes,
    abi: notesAbi,
    eventName: 'PaidIn',
    args: { id },
    fromBlock: since(book),
    strict: true,
  })
  return events.map(({ args }) => args)
}

/** Every movement of a series' notes. */
export async function readTransfers(book: Book, id: bigint) {
  const { publicClient, deployment } = book.hurong.context
  const events = await publicClient.getContractEvents({
    address: deployment.contracts.notes,
    abi: notesAbi,
    eventName: 'Transfer',
    args: { id },
    fromBlock: since(book),
    strict: true,
  })
  return events.map(({ args }) => args)
}

/** Every series whose notes ever came to `holder`. */
export async function readSeriesOf(book: Book, holder: `0x${string}`): Promise<readonly bigint[]> {
  const { publicClient, deployment } = book.hurong.context
  const events = await publicClient.getContractEvents({
    address: deployment.contracts.notes,
    abi: notesAbi,
    eventName: 'Transfer',
    args: { receiver: holder },
    fromBlock: since(book),
    strict: true,
  })
  return [...new Set(events.map(({ args }) => args.id))]
}

/** What `holder` has claimed so far, by series. */
export async function readClaimed(book: Book, holder: `0x${string}`): Promise<ReadonlyMap<bigint, bigint>> {
  const { publicClient, deployment } = book.hurong.context
  const events = await publicClient.getContractEvents({
    address: deployment.contracts.notes,
    abi: notesAbi,
    eventName: 'Claimed',
    args: { holder },
    fromBlock: since(book),
    strict: true,
  })
  const claimed = new Map<bigint, bigint>()
  for (const { args } of events) claimed.set(args.id, (claimed.get(args.id) ?? 0n) + args.amount)
  return claimed
}

/** What was told of a loan under one name, the first first. */
const readLoanEvents = <
  Name extends 'LoanRequested' | 'InstalmentSettled' | 'Repaid' | 'Prepaid' | 'LoanDefaulted',
>(
  book: Book,
  loanId: bigint,
  eventName: Name,
) => {
  const { publicClient, deployment } = book.hurong.context
  return publicClient.getContractEvents({
    address: deployment.contracts.loans,
    abi: loansAbi,
    eventName,
    args: { loanId } as never,
    fromBlock: since(book),
    strict: true,
  })
}

/** Tells when blocks were mined, each asked for once. */
const clockOf = ({ hurong }: Book) => {
  const times = new Map<bigint, Promise<number>>()
  return (blockNumber: bigint): Promise<number> => {
    const known = times.get(blockNumber)
    if (known) return known
    const asked = hurong.context.publicClient
      .getBlock({ blockNumber })
      .then(({ timestamp }) => Number(timestamp))
    times.set(blockNumber, asked)
    return asked
  }
}

/** When a loan was asked for, with the hashes of its texts. */
export async function readRequest(book: Book, loanId: bigint) {
  const [event] = await readLoanEvents(book, loanId, 'LoanRequested')
  if (!event) return null
  const at = await clockOf(book)(event.blockNumber)
  return { at, zhHash: event.args.zhHash, enHash: event.args.enHash }
}

/** When each settled instalment of a loan was settled, and how late. */
export async function readSettled(book: Book, loanId: bigint) {
  const events = await readLoanEvents(book, loanId, 'InstalmentSettled')
  const timeOf = clockOf(book)
  return Promise.all(
    events.map(async ({ args, blockNumber }) => ({ ...args, settledAt: await timeOf(blockNumber) })),
  )
}

type Place = { readonly blockNumber: bigint; readonly logIndex: number }
const isBefore = (one: Place, other: Place): boolean =>
  one.blockNumber === other.blockNumber ? one.logIndex < other.logIndex : one.blockNumber < other.blockNumber

/**
 * Every payment for a loan before its default, if it came to one, the first first, with the choice of the prepayment it was part of:
 * the one told nearest to it. What came in in the second of the default is told apart by its place.
 */
export async function readPayments(book: Book, loanId: bigint): Promise<Payment[]> {
  const [every, prepaid, [defaulted]] = await Promise.all([
    readLoanEvents(book, loanId, 'Repaid'),
    readLoanEvents(book, loanId, 'Prepaid'),
    readLoanEvents(book, loanId, 'LoanDefaulted'),
  ])
  const repaid = every.filter((event) => defaulted === undefined || isBefore(event, defaulted))
  const choices = new Map<number, PrepaymentChoice>()
  for (const { args, transactionHash, logIndex } of prepaid) {
    const distance = (at: number) => Math.abs(Number(repaid[at]?.logIndex) - logIndex)
    const [nearest] = repaid
      .flatMap((event, at) => (event.transactionHash === transactionHash ? [at] : []))
      .filter((at) => !choices.has(at))
      .sort((a, b) => distance(a) - distance(b))
    const choice = PREPAYMENTS[args.choice]
    if (nearest !== undefined && choice !== undefined) choices.set(nearest, choice)
  }
  const timeOf = clockOf(book)
  return Promise.all(
    repaid.map(async ({ args, blockNumber }, at) => ({
      ...args,
      at: await timeOf(blockNumber),
      prepayment: choices.get(at) ?? null,
    })),
  )
}
