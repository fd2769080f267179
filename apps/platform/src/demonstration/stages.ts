import { addMonths, DAY } from '@hurong/finance'
import type { Method, PeriodUnit } from '@hurong/sdk'
import type { TapeLoan } from '@hurong/tape'
import type { Random } from '../history/random.ts'
import { monthsBetween } from '../replay/behaviour.ts'

/** Where a loan of the demonstration stands at its end. */
export type Stage =
  | { readonly kind: 'funding'; readonly percent: number; readonly askedDaysAgo: number }
  | { readonly kind: 'funded'; readonly closedDaysAgo: number }
  | { readonly kind: 'running'; readonly age: number }
  | { readonly kind: 'repaid' }
  /** Paid `paid` instalments; the next was due so many days ago. */
  | {
      readonly kind: 'unpaid'
      readonly paid: number
      readonly daysPastDue: number
      readonly recovers: boolean
    }

/** A real loan, and the stage and shape it gets. */
export type Cast = {
  readonly tape: TapeLoan
  readonly stage: Stage
  readonly drawAt: number
  readonly shape: {
    readonly method: Method
    readonly unit: PeriodUnit
    readonly interval: number
    readonly count: number
    readonly interestOnlyCount: number
  }
  /** Index of the named borrower, if it is theirs. */
  readonly borrower: number | undefined
}

/** How many loans of each stage; halved for tests by `scale`. */
const wanted = { funding: 16, funded: 4, running: 50, repaid: 26 } as const
/** Days past due of the loans that are not paying: late in each bucket, in default, and one written off. */
const unpaidDays = [6, 12, 19, 27, 34, 45, 57, 66, 82, 115, 140, 170, 205, 230, 255, 320] as const

/** Months of history. */
export const historyMonths = 37

const monthsOf = (loan: TapeLoan): number =>
  loan.lastPaymentAt === null ? 0 : Math.max(1, monthsBetween(loan.issuedAt, loan.lastPaymentAt))

const equal = (loan: TapeLoan): Cast['shape'] => ({
  ...{ method: 'equalInstalment', unit: 'month', interval: 1, count: loan.count, interestOnlyCount: 0 },
})

/** The ways in which a loan of the tape may be asked for: as it was, first, and others. */
export const shapesOf = (loan: TapeLoan): readonly [Cast['shape'], ...Cast['shape'][]] => {
  const base = equal(loan)
  return [
    base,
    { ...base, method: 'equalPrincipal' },
    { ...base, method: 'interestOnly', count: 24 },
    { ...base, method: 'bullet', interval: 18, count: 1 },
    { ...base, interestOnlyCount: 6 },
    { ...base, method: 'equalPrincipal', unit: 'week', interval: 2, count: 52 },
  ]
}

/** Mostly equal instalments, as on the tape; every fifth loan one of the other ways. */
const shapeOf = (loan: TapeLoan, index: number): Cast['shape'] => {
  const [base, ...others] = shapesOf(loan)
  return index % 5 === 4 ? (others[Math.floor(index / 5) % others.length] ?? base) : base
}

/** Draws the cast of the market out of real loans. @param end Now, seconds since 1970. */
export const castOf = (tape: readonly TapeLoan[], end: number, random: Random, scale = 1): Cast[] => {
  const pool = random.shuffle(tape)
  const take = (fits: (loan: TapeLoan) => boolean): TapeLoan => {
    const at = pool.findIndex(fits)
    const [loan] = at < 0 ? [] : pool.splice(at, 1)
    if (loan === undefined) throw new Error('The tape has too few loans for the demonstration.')
    return loan
  }
  const scaled = (count: number) => Math.max(1, Math.round(count * scale))
  const within = () => random.below(20) * 3600
  const casts: Cast[] = []
  const add = (tape: TapeLoan, stage: Stage, drawAt: number, shape = equal(tape), borrower?: number) =>
    casts.push({ tape, stage, drawAt, shape, borrower })

  for (let n = 0; n < scaled(wanted.repaid); n++) {
    const loan = take((one) => one.status === 'fullyPaid' && monthsOf(one) <= 33 && one.count <= 36)
    const months = monthsOf(loan)
    const ago = months + 1 + random.below(historyMonths - 3 - months)
    add(loan, { kind: 'repaid' }, addMonths(end, -ago) - random.below(20) * DAY - within())
  }
  for (let n = 0; n < scaled(wanted.running); n++) {
    const loan = take((one) => one.status === 'fullyPaid' && monthsOf(one) >= 6)
    const age = 1 + random.below(Math.min(monthsOf(loan) - 2, 26))
    const shape = shapeOf(loan, n)
    const months = shape.unit === 'month' ? shape.count * shape.interval : 23
    const mine = Math.min(age, months - 2)
    // A few days after the last due date, so that the next ones are spread over the coming month.
    const drawAt = addMonths(end, -mine) - (1 + random.below(27)) * DAY - within()
    add(loan, { kind: 'running', age: mine }, drawAt, shape)
  }
  const days = unpaidDays.filter((_, index) => index % Math.max(1, Math.round(1 / scale)) === 0 || index > 14)
  for (const daysPastDue of days) {
    const loan = take((one) => one.status === 'chargedOff' && monthsOf(one) >= 4)
    const paid = Math.min(Math.max(2, monthsOf(loan) - 1), 22)
    const due = end - daysPastDue * DAY - within()
    const recovers = loan.recoveries > 0n || daysPastDue > 160
    add(loan, { kind: 'unpaid', paid, daysPastDue, recovers }, addMonths(due, -(paid + 1)))
  }
  for (let n = 0; n < scaled(wanted.funded); n++) {
    add(
      take(() => true),
      { kind: 'funded', closedDaysAgo: [1, 2, 5, 8][n % 4] as number },
      end,
    )
  }
  for (let n = 0; n < scaled(wanted.funding); n++) {
    const loan = take(() => true)
    const percent = [4, 96, 12, 22, 88, 31, 40, 74, 50, 63, 8, 91, 55, 35, 69, 18][n % 16] as number
    add(loan, { kind: 'funding', percent, askedDaysAgo: 1 + random.below(14) }, end, shapeOf(loan, n))
  }
  return casts
}
