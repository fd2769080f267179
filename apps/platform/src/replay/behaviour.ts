import { type LoanTerms, periodInterestUp, periodRate } from '@hurong/finance'
import type { TapeLoan } from '@hurong/tape'

/** One thing a borrower does, in periods since the draw. Amounts in base units. */
export type Step =
  /** Pays what is due. */
  | { readonly kind: 'instalment'; readonly period: number }
  /** Pays ahead, after the instalment of that period. */
  | { readonly kind: 'prepay'; readonly period: number; readonly amount: bigint }
  | { readonly kind: 'payOff'; readonly period: number }
  /** Pays a given amount: the last one before a default. */
  | { readonly kind: 'pay'; readonly period: number; readonly amount: bigint }

/** What the tape tells of a loan's life. */
export type Behaviour = {
  readonly steps: readonly Step[]
  readonly defaults: boolean
  /** Cash received after the default, base units. */
  readonly recoveries: bigint
  /** The tape shows a payment ahead of schedule but not its date; it was placed where the last payment fits best. */
  readonly prepaymentPlaced: boolean
}

/** Whole months from one first of the month to another. */
export const monthsBetween = (from: number, to: number): number => {
  const [a, b] = [new Date(from * 1000), new Date(to * 1000)]
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
}

/** What is left at the end of each period, from 0, if every instalment is paid on its due date. */
const balances = (terms: LoanTerms, instalment: bigint): bigint[] => {
  const rate = periodRate(terms.annualRate, terms.unit, terms.interval)
  const left = [terms.principal]
  for (let k = 1; k <= terms.count; k++) {
    const balance = left[k - 1] ?? 0n
    const principal = instalment - periodInterestUp(balance, rate)
    left.push(k === terms.count || principal >= balance ? 0n : balance - (principal > 0n ? principal : 0n))
  }
  return left
}

/**
 * The period in which `ahead`, paid beyond the instalment, makes the payment that closes the loan in `last` come nearest
 * to `amount`.
 */
const placeOf = (
  terms: LoanTerms,
  instalment: bigint,
  { ahead, last, amount }: { ahead: bigint; last: number; amount: bigint },
): number | undefined => {
  const left = balances(terms, instalment)
  const rate = periodRate(terms.annualRate, terms.unit, terms.interval)
  let best: { period: number; off: bigint } | undefined
  for (let period = 1; period < last; period++) {
    let balance = (left[period] ?? 0n) - ahead
    if (balance <= 0n) continue
    for (let k = period + 1; k < last && balance > 0n; k++) {
      balance -= instalment - periodInterestUp(balance, rate)
    }
    const closing = balance <= 0n ? 0n : balance + periodInterestUp(balance, rate)
    const off = closing > amount ? closing - amount : amount - closing
    if (best === undefined || off < best.off) best = { period, off }
  }
  return best?.period
}

const instalments = (upTo: number): Step[] =>
  Array.from({ length: Math.max(0, upTo) }, (_, index) => ({ kind: 'instalment', period: index + 1 }))

/**
 * Reads a borrower's behaviour out of the tape, which tells the month and the amount of the last payment and the totals:
 * on schedule up to the last payment, then that payment.
 * @param terms The loan's terms, `instalment` its A.
 * @param unit Base units of one US cent.
 */
export const behaviourOf = (
  loan: TapeLoan,
  terms: LoanTerms,
  instalment: bigint,
  unit: bigint,
): Behaviour => {
  const months = loan.lastPaymentAt === null ? 0 : monthsBetween(loan.issuedAt, loan.lastPaymentAt)
  const received = (loan.totalPaid - loan.recoveries) * unit
  const lastAmount = loan.lastPaymentAmount * unit
  const recoveries = loan.recoveries * unit
  return loan.status === 'fullyPaid'
    ? repaid(terms, instalment, { months: Math.max(1, months), received, lastAmount })
    : { ...chargedOff(instalment, { months, received, lastAmount }), recoveries }
}

const repaid = (
  terms: LoanTerms,
  instalment: bigint,
  { months, received, lastAmount }: { months: number; received: bigint; lastAmount: bigint },
): Behaviour => {
  const last = Math.min(months, terms.count)
  const onSchedule = instalments(last - 1)
  const ahead = received - BigInt(onSchedule.length) * instalment - lastAmount
  // Less than a tenth of an instalment is rounding and late fees.
  const placed =
    ahead * 10n > instalment ? placeOf(terms, instalment, { ahead, last, amount: lastAmount }) : undefined
  const steps = onSchedule.flatMap((step): Step[] =>
    step.period === placed ? [step, { kind: 'prepay', period: step.period, amount: ahead }] : [step],
  )
  return {
    steps: [...steps, { kind: 'payOff', period: months }],
    defaults: false,
    recoveries: 0n,
    prepaymentPlaced: placed !== undefined,
  }
}

const chargedOff = (
  instalment: bigint,
  { months, received, lastAmount }: { months: number; received: bigint; lastAmount: bigint },
): Omit<Behaviour, 'recoveries'> => {
  const steps: Step[] = []
  if (received > 0n && months > 0) {
    const last = lastAmount < received ? lastAmount : received
    let rest = received
    for (let period = 1; period < months && rest - last >= instalment; period++) {
      steps.push({ kind: 'instalment', period })
      rest -= instalment
    }
    steps.push({ kind: 'pay', period: months, amount: rest })
  }
  return { steps, defaults: true, prepaymentPlaced: false }
}
