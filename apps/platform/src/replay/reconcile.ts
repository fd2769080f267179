import { divDown, takenOf } from '@hurong/finance'
import { type Deployment, readBalance, readEvents, withTimes } from '@hurong/sdk'
import { type Books, claimableIn, compareWithChain, replayEvents } from '@hurong/sdk/verify'
import type { Connection } from '../history/ground.ts'
import { type Foretold, foretoldIn } from './calibration.ts'
import type { Replayed } from './plan.ts'

/** Sums over all loans, base units. */
export type Sums = {
  readonly paidIn: bigint
  readonly claimed: bigint
  readonly claimable: bigint
  /** Below one unit per holder and series: cash that rounding down left. */
  readonly dust: bigint
  readonly drawn: bigint
  readonly fees: bigint
  /** Cash the contract holds. */
  readonly held: bigint
}

/** What must hold and does not, as sentences. */
export type Reconciliation = {
  readonly sums: Sums
  readonly faults: readonly string[]
  readonly checks: number
  readonly events: number
  /** What was foretold of each loan with an assessment, and what came. */
  readonly foretold: readonly Foretold[]
}

const say = (loan: number, what: string, one: unknown, other: unknown) =>
  `L-${loan}: ${what} is ${one}, not ${other}`

/** Compares each loan of the plan with what the events made of it. */
const comparePlan = (replayed: readonly Replayed[], books: Books): string[] =>
  replayed.flatMap(({ planned }) => {
    const { number, loanId, position, repaid, recovered, raised } = planned
    const book = books.loans.get(loanId)
    const series = books.series.get(loanId)
    if (book === undefined || series === undefined) return [`L-${number}: not on the chain`]
    const faults: string[] = []
    const expect = (what: string, planned: unknown, found: unknown) => {
      if (planned !== found) faults.push(say(number, what, found, planned))
    }
    expect('status', position?.status, book.status)
    expect('outstanding principal', position?.outstandingPrincipal, book.position?.outstandingPrincipal)
    expect('interest received', repaid.interest + recovered.interest, book.received.interest)
    expect('late interest received', repaid.lateInterest + recovered.lateInterest, book.received.lateInterest)
    expect('principal received', repaid.principal + recovered.principal, book.received.principal)
    expect('paid in', takenOf(repaid) + takenOf(recovered), series.paidIn)
    expect('supply', raised, series.supply)
    expect('escrow', 0n, series.supply - series.released)
    return faults
  })

/**
 * Reads every event of the chain, and makes sure that every unit paid in is claimed, claimable, dust or a fee, that each
 * loan came out as it was planned, and that the contracts' storage says the same as their events.
 */
export const reconcile = async (
  { publicClient }: Connection,
  deployment: Deployment,
  replayed: readonly Replayed[],
  feePayee: `0x${string}`,
  onProgress: (done: number, all: number) => void,
): Promise<Reconciliation> => {
  const context = { publicClient, deployment }
  const at = await publicClient.getBlockNumber({ cacheTime: 0 })
  const events = await withTimes(context, await readEvents(context, { toBlock: at }))
  const books = replayEvents(events)
  const compared = await compareWithChain(context, books, at, onProgress)
  const faults = [
    ...books.faults.map(({ what, expected, told }) => `${what} is ${told}, not ${expected}`),
    ...compared.differences.map((difference) =>
      JSON.stringify(difference, (_, v) => (typeof v === 'bigint' ? `${v}` : v)),
    ),
    ...comparePlan(replayed, books),
  ]

  let [paidIn, claimed, claimable, holdings] = [0n, 0n, 0n, 0n]
  for (const series of books.series.values()) {
    paidIn += series.paidIn
    claimed += series.claimed
    for (const holder of series.holders.values()) {
      claimable += claimableIn(series, holder)
      holdings += 1n
    }
  }
  const dust = paidIn - claimed - claimable
  if (dust < 0n || dust >= holdings) faults.push(`dust is ${dust}, not from 0 to below ${holdings}`)
  const loans = [...books.loans.values()]
  const currency = deployment.currencies[0]?.address as `0x${string}`
  const balance = (account: `0x${string}`) => readBalance(context, { currency, account })
  const sums: Sums = {
    ...{ paidIn, claimed, claimable, dust },
    drawn: loans.reduce((all, { position, terms }) => (position ? all + terms.principal : all), 0n),
    fees: loans.reduce((all, { fee }) => all + fee, 0n),
    held: await balance(deployment.contracts.notes),
  }
  if (sums.held !== claimable + dust) faults.push(`Notes holds ${sums.held}, not ${claimable + dust}`)
  const received = await balance(feePayee)
  if (received !== sums.fees) faults.push(`the fee payee has ${received}, not ${sums.fees}`)
  return { sums, faults, checks: compared.checks, events: events.length, foretold: foretoldIn(events, books) }
}

/** Hundredths of a per cent, rounded down; undefined of nothing. */
export const shareOf = (part: bigint, whole: bigint): bigint | undefined =>
  whole === 0n ? undefined : divDown(part * 10_000n, whole)
