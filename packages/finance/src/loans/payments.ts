import { least } from '../money/money.ts'
import { accruedUnpaid, instalmentsFrom } from './ask.ts'
import { settlePayoff } from './payoff.ts'
import { drawLoan, type LoanPosition } from './position.ts'
import { type PrepaymentChoice, prepay } from './prepay.ts'
import { recover } from './recover.ts'
import { repay } from './repay.ts'
import type { Settlement } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/** What was paid and when, base units and seconds, as the contract tells it. */
export interface Payment {
  readonly at: number
  readonly lateInterest: bigint
  readonly interest: bigint
  readonly principal: bigint
  /** After it. */
  readonly outstandingPrincipal: bigint
  /** What the borrower chose where it also paid ahead of schedule. */
  readonly prepayment: PrepaymentChoice | null
}

/** What a payment did to a loan, by the same arithmetic as the contract's. Null where the arithmetic refuses it. */
export function settlementOf(
  terms: LoanTerms,
  position: LoanPosition,
  { at, lateInterest, interest, principal, outstandingPrincipal, prepayment }: Payment,
): Settlement | null {
  const paid = lateInterest + interest + principal
  try {
    if (position.status !== 'active') return recover(terms, position, at, paid)
    // What leaves nothing outstanding is a payoff, by whichever call it came.
    if (outstandingPrincipal === 0n) return settlePayoff(terms, position, at, paid)
    return prepayment === null
      ? repay(terms, position, at, paid)
      : prepay(terms, position, at, paid, prepayment)
  } catch {
    return null
  }
}

/** An instalment as it was last asked for, and what of it was paid; base units. */
export interface PaidInstalment {
  readonly index: number
  readonly startsAt: number
  readonly dueAt: number
  readonly interest: bigint
  readonly principal: bigint
  readonly interestPaid: bigint
  readonly principalPaid: bigint
  /** A prepayment or payoff has taken its place, and it asks for nothing any more. */
  readonly isReplaced: boolean
}

/** A loan's schedule as payments have made it. */
export interface PaidSchedule {
  readonly instalments: readonly PaidInstalment[]
  /** What was paid that no instalment asks for: principal ahead of schedule, and interest up to then. */
  readonly prepaid: { readonly interest: bigint; readonly principal: bigint }
}

type Plan = Map<number, Pick<PaidInstalment, 'startsAt' | 'dueAt' | 'interest' | 'principal'>>

/** @returns the indexes of what is still to be paid. */
const planFrom = (plan: Plan, terms: LoanTerms, position: LoanPosition): ReadonlySet<number> => {
  const open = new Set<number>()
  for (const { index, startsAt, dueAt, interestDue, principalDue } of instalmentsFrom(terms, position)) {
    open.add(index)
    plan.set(index, { startsAt, dueAt, interest: interestDue, principal: principalDue })
  }
  return open
}

/** Of the instalment whose period is running a payoff takes the interest until then, and not that of its whole period. */
const closeRunning = (plan: Plan, terms: LoanTerms, position: LoanPosition, at: number): void => {
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > at) return
    const planned = plan.get(ask.index)
    if (ask.dueAt > at && planned !== undefined)
      plan.set(ask.index, { ...planned, interest: ask.interestPaid + accruedUnpaid(terms, ask, at) })
  }
}

/**
 * The plan at the draw, made anew by every prepayment, with what was paid of each instalment. Instalments and `prepaid` add up to all
 * interest and principal that came in, and the instalments' principal and what was prepaid of it to the principal of the loan.
 * @param payments Those before a default, the first first: a default takes what was paid of an instalment into account another way.
 */
export function paidSchedule(terms: LoanTerms, drawnAt: number, payments: readonly Payment[]): PaidSchedule {
  const plan: Plan = new Map()
  let position = drawLoan(terms, drawnAt)
  let open = planFrom(plan, terms, position)
  let [interestLeft, principalLeft] = [0n, 0n]
  for (const payment of payments) {
    const settlement = settlementOf(terms, position, payment)
    if (settlement === null) break
    if (settlement.closed) closeRunning(plan, terms, position, payment.at)
    position = settlement.position
    if (payment.prepayment !== null || settlement.closed) open = planFrom(plan, terms, position)
    interestLeft += payment.interest
    principalLeft += payment.principal
  }
  const { nextInstalment } = position
  const instalments = [...plan].map(([index, planned]): PaidInstalment => {
    const isSettled = index < nextInstalment
    const isNext = index === nextInstalment
    // A prepayment may leave less to ask for than was paid, which is not given back.
    const paidOfNext = isNext ? least(position.interestPaid, planned.interest) : 0n
    const interestPaid = isSettled ? planned.interest : paidOfNext
    const principalPaid = isSettled ? planned.principal : isNext ? position.principalPaid : 0n
    interestLeft -= interestPaid
    principalLeft -= principalPaid
    return { index, ...planned, interestPaid, principalPaid, isReplaced: !isSettled && !open.has(index) }
  })
  return {
    instalments: instalments.sort((a, b) => a.index - b.index),
    prepaid: { interest: interestLeft, principal: principalLeft },
  }
}
