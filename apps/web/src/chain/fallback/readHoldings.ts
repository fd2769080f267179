import { bucketOf, divDown } from '@hurong/finance'
import type { Holding, LoanDetail, Portfolio } from '@hurong/sdk/api'
import { type Book, isLoan, readClaimed, readSeriesOf } from './book.ts'
import { detailOf } from './readLoan.ts'

type Hex = `0x${string}`

/** A holder's part of a sum, base units rounded down. */
const partOf = (sum: bigint, balance: bigint, supply: bigint): bigint =>
  supply === 0n ? 0n : divDown(sum * balance, supply)

async function holdingFrom(
  book: Book,
  seriesId: bigint,
  holder: Hex,
  claimed: bigint,
): Promise<Holding | null> {
  const { notes, loans } = book.hurong
  const [holding, claimable, loan] = await Promise.all([
    notes.readHolding({ seriesId, holder }),
    notes.readClaimable({ seriesId, holder }),
    loans.readLoan({ loanId: seriesId }).then((loan) => detailOf(book, loan)),
  ])
  if (holding.balance === 0n && claimable === 0n) return null
  const share = (sum: string | bigint) => partOf(BigInt(sum), holding.balance, BigInt(loan.raised))
  const subscribedAt = holding.subscribedAt === 0n ? null : Number(holding.subscribedAt)
  const open = loan.status === 'funding' || loan.status === 'funded'
  return {
    loan,
    balance: String(holding.balance),
    claimable: String(claimable),
    claimed: String(claimed),
    principalReceived: String(share(loan.received.principal)),
    interestReceived: String(share(BigInt(loan.received.interest) + BigInt(loan.received.lateInterest))),
    outstanding: String(share(loan.outstandingPrincipal)),
    subscribedAt,
    withdrawableUntil: open && subscribedAt !== null ? subscribedAt + loan.terms.reflectionPeriod : null,
  }
}

/** All that `holder` holds, or may still claim, read from the chain alone. */
export async function holdingsFrom(book: Book, holder: Hex): Promise<Holding[]> {
  const [ids, claimed] = await Promise.all([readSeriesOf(book, holder), readClaimed(book, holder)])
  const found = await Promise.all(
    ids.filter((id) => isLoan(book, id)).map((id) => holdingFrom(book, id, holder, claimed.get(id) ?? 0n)),
  )
  return found.filter((holding) => holding !== null)
}

const bucketNames = ['onTime', '1-30', '31-60', '61-90', '91+', 'defaulted'] as const

function bucketFor(loan: LoanDetail | Holding['loan']): (typeof bucketNames)[number] {
  if (loan.status === 'defaulted' || loan.status === 'writtenOff') return 'defaulted'
  const bucket = bucketOf(loan.daysPastDue)
  return bucket === 'current' ? 'onTime' : bucket
}

/** Sums of the holdings per currency; returns over time need the server's history and stay unknown. */
export async function portfolioFrom(book: Book, address: Hex): Promise<Portfolio> {
  const holdings = await holdingsFrom(book, address)
  const { deployment } = book.hurong.context
  const participantId = await book.hurong.participants.readParticipantOf({ wallet: address })
  const currencies = await Promise.all(
    deployment.currencies.map(async ({ address: currency }) => {
      const own = holdings.filter(({ loan }) => loan.currency === currency)
      const sum = (some: readonly Holding[], pick: (holding: Holding) => string) =>
        String(some.reduce((all, one) => all + BigInt(pick(one)), 0n))
      const inFunding = own.filter(({ loan }) => loan.drawnAt === null)
      const troubled = own.filter(({ loan }) => bucketFor(loan) !== 'onTime')
      return {
        currency,
        invested: sum(own, ({ balance }) => balance),
        outstanding: sum(own, ({ outstanding }) => outstanding),
        inFunding: sum(inFunding, ({ balance }) => balance),
        claimable: sum(own, ({ claimable }) => claimable),
        held: String(await book.hurong.notes.readHeldCash({ currency, account: address })),
        claimed: sum(own, ({ claimed }) => claimed),
        principalReceived: sum(own, ({ principalReceived }) => principalReceived),
        interestReceived: sum(own, ({ interestReceived }) => interestReceived),
        lateInterestReceived: '0',
        recovered: '0',
        lostOrLate: sum(troubled, ({ outstanding }) => outstanding),
        xirr: null,
        xirrLateLost: null,
        buckets: bucketNames.map((bucket) => {
          const some = own.filter(({ loan }) => loan.drawnAt !== null && bucketFor(loan) === bucket)
          return { bucket, loans: some.length, principal: sum(some, ({ outstanding }) => outstanding) }
        }),
        calendar: [],
        payback: [],
      }
    }),
  )
  return { address, participantId: participantId || null, at: book.time, currencies }
}
