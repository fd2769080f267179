import { DAY } from '@hurong/finance'
import type { Loan } from '@hurong/sdk'
import { expect, test } from 'vitest'
import type { Book } from './book.ts'
import { scheduleFrom } from './readSchedule.ts'

const drawnAt = Date.UTC(2026, 3, 1) / 1000
const firstDueAt = drawnAt + 28 * DAY
const defaultedAt = firstDueAt + 90 * DAY

const terms = {
  ...{ principal: 1_000_000n, annualRate: 120_000n, lateRate: 180_000n, originationFee: 0n },
  ...{ method: 'interestOnly', unit: 'week', interval: 4, count: 6, interestOnlyCount: 0 },
  ...{ graceDays: 3, defaultDays: 90, writeOffDays: 180 },
} as Loan['terms']

const aLoan = (position: Partial<Loan['position']>): Loan =>
  ({
    loanId: 1n,
    number: 1,
    terms,
    position: { ...{ nextInstalment: 1, outstandingPrincipal: 0n, drawnAt: 0, defaultedAt: 0 }, ...position },
  }) as Loan

interface Told {
  readonly logIndex: number
  readonly args: object
}

/** A chain that told some things of the loan, all in one block. */
const bookOf = (told: Readonly<Record<string, readonly Told[]>>, drawableFrom = 0n): Book => {
  const publicClient = {
    getContractEvents: async ({ eventName }: { eventName: string }) =>
      (told[eventName] ?? []).map((event) => ({ ...event, blockNumber: 10n, transactionHash: '0x01' })),
    getBlock: async () => ({ timestamp: BigInt(defaultedAt) }),
  }
  const deployment = { contracts: { loans: '0x02' }, deployedAtBlock: 1 }
  const loans = { readDrawableFrom: async () => drawableFrom }
  return {
    hurong: { context: { publicClient, deployment }, loans },
    time: defaultedAt,
    loansIndex: 1,
  } as never
}

const paid = (interest: bigint, principal: bigint, outstandingPrincipal: bigint) => ({
  ...{ lateInterest: 0n, interest, principal, outstandingPrincipal },
})

test('what came in in the second of a default and before it is paid of the schedule, and what came after it is recovered', async () => {
  const book = bookOf({
    Repaid: [
      { logIndex: 1, args: paid(4_000n, 0n, 1_000_000n) },
      { logIndex: 5, args: paid(0n, 1_000_000n, 0n) },
    ],
    LoanDefaulted: [{ logIndex: 3, args: {} }],
  })
  // All principal is back and interest is owed still: nothing of the schedule was replaced.
  const { rows, prepaid } = await scheduleFrom(book, aLoan({ status: 'defaulted', drawnAt, defaultedAt }))
  expect(rows.map(({ status, paid }) => [status, paid])).toEqual([
    ['late', '4000'],
    ['late', '0'],
    ['late', '0'],
    ['late', '0'],
    ['running', '0'],
    ['upcoming', '0'],
  ])
  expect(prepaid).toEqual({ principal: '0', interest: '0' })
})

test('a loan that is funded is planned from when it can be drawn', async () => {
  const later = defaultedAt + 3 * DAY
  const planned = await scheduleFrom(bookOf({}, BigInt(later)), aLoan({ status: 'funded' }))
  const now = await scheduleFrom(bookOf({}), aLoan({ status: 'funding' }))
  expect(planned.rows.map(({ dueAt }, index) => dueAt - (now.rows[index]?.dueAt ?? 0))).toEqual(
    Array(6).fill(3 * DAY),
  )
})
