import { loanReference, readEvents, withTimes } from '@hurong/sdk'
import { type Books, claimableIn, compareWithChain, replayEvents } from '@hurong/sdk/verify'
import { openChain } from './chain.ts'
import { csvLine, toJson } from './download.ts'
import { numberIn } from './question.ts'
import { type BareEvent, toChainEvent } from './toChainEvent.ts'

/** The whole platform, read and rebuilt from its chain. */
export interface Book {
  readonly chainId: number
  readonly block: number
  /** Seconds: time of that block. */
  readonly time: number
  readonly events: readonly BareEvent[]
  readonly books: Books
  readonly checks: number
  readonly differences: readonly {
    readonly where: string
    readonly what: string
    readonly expected: string
    readonly found: string
  }[]
}

/** How far making a book is; `done` of `all` blocks or checks. */
export interface Progress {
  readonly step: 'reading' | 'checking'
  readonly done: number
  readonly all: number
}

/**
 * Reads every event from the first block on, rebuilds all books and compares them with contract storage.
 * @throws HurongError where no node answers.
 */
export async function makeBook(onProgress: (progress: Progress) => void): Promise<Book> {
  const { context } = await openChain()
  const head = await context.publicClient.getBlock()
  const first = context.deployment.deployedAtBlock
  const all = Number(head.number) - first + 1
  const logs = await readEvents(context, {
    toBlock: head.number,
    blocksAtOnce: 500n,
    onProgress: (block) => onProgress({ step: 'reading', done: Number(block) - first + 1, all }),
  })
  const timed = await withTimes(context, logs)
  const books = replayEvents(timed)
  const { checks, differences } = await compareWithChain(context, books, head.number, (done, of) =>
    onProgress({ step: 'checking', done, all: of }),
  )
  return {
    chainId: context.deployment.chainId,
    block: Number(head.number),
    time: Number(head.timestamp),
    events: timed.map((event) => toChainEvent(event, event.time)),
    books,
    checks,
    differences: [
      ...differences,
      ...books.faults.map(({ event, what, expected, told }) => ({
        where: event === undefined ? '' : `${event.name} ${event.blockNumber}`,
        what,
        expected,
        found: told,
      })),
    ],
  }
}

/** Everything as one JSON document; amounts are decimal strings of base units. */
export const bookAsJson = ({ books, ...book }: Book): string =>
  toJson({
    ...book,
    loans: [...books.loans.values()].map(({ settled: _, ...loan }) => ({
      reference: loanReference(numberIn(loan.loanId)),
      ...loan,
    })),
    series: [...books.series.values()].map(({ holders, ...series }) => ({
      ...series,
      holders: [...holders].map(([holder, one]) => ({
        holder,
        balance: one.holding.balance,
        claimable: claimableIn({ ...series, holders }, one),
        claimed: one.claimed,
      })),
    })),
    participants: [...books.participants.values()].map((one) => ({ ...one, wallets: [...one.wallets] })),
    records: [...books.records].map(([participantId, record]) => ({ participantId, ...record })),
  })

const iso = (at: number): string => new Date(at * 1000).toISOString()

/** Every event, a line each, oldest first. */
export const eventsAsCsv = ({ events }: Book): string =>
  [
    csvLine(['time', 'block', 'log_index', 'transaction', 'event', 'loan', 'participant', 'fields']),
    ...events.map((event) =>
      csvLine([
        iso(event.at),
        event.block,
        event.logIndex,
        event.transaction,
        event.type,
        event.loanNumber === null ? null : loanReference(event.loanNumber),
        event.participantId,
        Object.entries(event.data)
          .map(([name, value]) => `${name}=${value}`)
          .join(' '),
      ]),
    ),
  ].join('')

/** Every loan, a line each; amounts in base units. */
export const loansAsCsv = ({ books }: Book): string =>
  [
    csvLine([
      'loan',
      'currency',
      'borrower',
      'status',
      'principal',
      'annual_rate_millionths',
      'method',
      'unit',
      'interval',
      'count',
      'drawn_at',
      'outstanding_principal',
      'principal_received',
      'interest_received',
      'late_interest_received',
      'recovered',
      'on_time',
      'late_1_30',
      'late_31_60',
      'late_61_90',
      'late_91',
    ]),
    ...[...books.loans.values()].map((loan) => {
      const { terms, position, received, instalments } = loan
      return csvLine([
        loanReference(numberIn(loan.loanId)),
        books.series.get(loan.loanId)?.currency ?? '',
        loan.borrowerId,
        loan.status,
        terms.principal,
        terms.annualRate,
        terms.method,
        terms.unit,
        terms.interval,
        terms.count,
        position ? iso(position.drawnAt) : null,
        position?.outstandingPrincipal ?? null,
        received.principal,
        received.interest,
        received.lateInterest,
        loan.recovered,
        instalments.onTime,
        instalments.late1To30,
        instalments.late31To60,
        instalments.late61To90,
        instalments.late91Plus,
      ])
    }),
  ].join('')

/** Every holding, a line each; amounts in base units. */
export const holdingsAsCsv = ({ books }: Book): string =>
  [
    csvLine(['loan', 'currency', 'holder', 'notes', 'claimed', 'claimable']),
    ...[...books.series.values()].flatMap((series) =>
      [...series.holders].map(([holder, one]) =>
        csvLine([
          loanReference(numberIn(series.id)),
          series.currency,
          holder,
          one.holding.balance,
          one.claimed,
          claimableIn(series, one),
        ]),
      ),
    ),
  ].join('')
