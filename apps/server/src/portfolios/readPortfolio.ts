import { bucketOf, DAY, paybackPoints, xirr } from '@hurong/finance'
import type { Portfolio } from '@hurong/sdk/api'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { cashFlows, heldCash, repayments, wallets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { daysPastDueAt, statusAt } from '../loans/summary.ts'
import { calendarOf, expectedOf, type Income, receivedOf } from './calendar.ts'
import { type HeldLoan, loadHoldings } from './loadHoldings.ts'

type Flow = typeof cashFlows.$inferSelect
type Figures = Portfolio['currencies'][number]
const bucketNames = ['onTime', '1-30', '31-60', '61-90', '91+', 'defaulted'] as const

const total = (held: readonly HeldLoan[], of: (item: HeldLoan) => bigint): bigint =>
  held.reduce((sum, item) => sum + of(item), 0n)

const bucketOfLoan = ({ loan }: HeldLoan, now: number): (typeof bucketNames)[number] => {
  const status = statusAt(loan, now)
  if (status === 'defaulted' || status === 'writtenOff') return 'defaulted'
  if (status !== 'late') return 'onTime'
  const bucket = bucketOf(daysPastDueAt(loan, now))
  // Late is late from its first second on.
  return bucket === 'current' ? '1-30' : bucket
}

/** Flows by day: what is searched for a rate needs no finer, and has hundreds of them rather than thousands. */
const byDay = (flows: readonly { at: number; amount: bigint }[]) => {
  const days = new Map<number, bigint>()
  for (const { at, amount } of flows) {
    const day = Math.floor(at / DAY) * DAY
    days.set(day, (days.get(day) ?? 0n) + amount)
  }
  return [...days].sort(([a], [b]) => a - b).map(([at, amount]) => ({ at, amount }))
}

const figuresOf = (
  currency: string,
  held: readonly HeldLoan[],
  flows: readonly Flow[],
  received: readonly Income[],
  cash: bigint,
  now: number,
): Figures => {
  const expected = expectedOf(held, now)
  const raising = held.filter(({ loan }) => loan.status === 'funding' || loan.status === 'funded')
  const invested = flows.reduce(
    (sum, { kind, amount }) => (kind === 'subscription' || kind === 'withdrawal' ? sum - amount : sum),
    0n,
  )
  const claimable = total(held, (item) => item.claimable)
  const outstanding = total(held, (item) => item.outstanding)
  const inFunding = total(raising, ({ holding }) => holding.balance)
  const lostOrLate = total(held, (item) => (bucketOfLoan(item, now) === 'onTime' ? 0n : item.outstanding))
  const lost = total(held, (item) => (bucketOfLoan(item, now) === 'defaulted' ? item.outstanding : 0n))
  const rateWith = (worth: bigint) => xirr(byDay([...flows, { at: now, amount: worth }]))
  const receipts = [...received, ...expected].map(({ at, principal, interest }) => ({
    at,
    amount: principal + interest,
  }))
  return {
    currency,
    invested: invested.toString(),
    outstanding: outstanding.toString(),
    inFunding: inFunding.toString(),
    claimable: claimable.toString(),
    held: cash.toString(),
    claimed: total(held, ({ holding }) => holding.claimed).toString(),
    principalReceived: total(held, (item) => item.principal).toString(),
    interestReceived: total(held, (item) => item.interest).toString(),
    lateInterestReceived: total(held, (item) => item.lateInterest).toString(),
    recovered: total(held, (item) => item.recovered).toString(),
    lostOrLate: lostOrLate.toString(),
    xirr: rateWith(outstanding - lost + inFunding + claimable),
    xirrLateLost: rateWith(outstanding - lostOrLate + inFunding + claimable),
    buckets: bucketNames.map((bucket) => {
      const own = held.filter((item) => item.outstanding > 0n && bucketOfLoan(item, now) === bucket)
      return { bucket, loans: own.length, principal: total(own, (item) => item.outstanding).toString() }
    }),
    calendar: calendarOf(received, expected),
    payback: paybackPoints(invested, receipts).map(({ percent, at }) => ({ share: percent, at })),
  }
}

/** What an address holds, was paid and may expect, per currency, at the time of the block. */
export const readPortfolio = async (read: ReadAt, address: string): Promise<Portfolio> => {
  const { database, now } = read
  const held = await loadHoldings(read, address)
  const ids = held.map(({ loan }) => loan.loanId)
  const [[wallet], cash, flows, payments] = await Promise.all([
    database
      .select()
      .from(wallets)
      .where(and(eq(wallets.wallet, address), isNull(wallets.removedAt))),
    database.select().from(heldCash).where(eq(heldCash.account, address)),
    database.select().from(cashFlows).where(eq(cashFlows.holder, address)).orderBy(asc(cashFlows.id)),
    ids.length === 0
      ? []
      : database.select().from(repayments).where(inArray(repayments.loanId, ids)).orderBy(asc(repayments.id)),
  ])
  const currencies = [
    ...new Set([...held.map(({ loan }) => loan.currency), ...cash.map(({ currency }) => currency)]),
  ]
  return {
    address,
    participantId: wallet?.participantId ?? null,
    at: now,
    currencies: currencies.sort().map((currency) => {
      const own = held.filter(({ loan }) => loan.currency === currency)
      const ownFlows = flows.filter((flow) => flow.currency === currency)
      const amount = cash.find((item) => item.currency === currency)?.amount ?? 0n
      return figuresOf(currency, own, ownFlows, receivedOf(own, payments, ownFlows), amount, now)
    }),
  }
}
