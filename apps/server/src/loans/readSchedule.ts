import {
  accruedUnpaid,
  daysAfter,
  drawLoan,
  graceEnd,
  instalmentsFrom,
  type LoanPosition,
  type LoanTerms,
  scheduleOf,
} from '@hurong/finance'
import type { Schedule, ScheduleRow } from '@hurong/sdk/api'
import { asc, eq } from 'drizzle-orm'
import { instalments, repayments } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { settlementOf } from '../indexer/project/position.ts'
import { findLoan } from './findLoan.ts'
import { type LoanRow, positionOf, termsOf } from './position.ts'

interface Planned {
  readonly dueAt: number
  readonly startsAt: number
  readonly interest: bigint
  readonly principal: bigint
}

const planInto = (plan: Map<number, Planned>, terms: LoanTerms, position: LoanPosition): Set<number> => {
  const indexes = new Set<number>()
  for (const ask of instalmentsFrom(terms, position)) {
    indexes.add(ask.index)
    plan.set(ask.index, {
      dueAt: ask.dueAt,
      startsAt: ask.startsAt,
      interest: ask.interestDue,
      principal: ask.principalDue,
    })
  }
  return indexes
}

/** Of the instalment whose period is running a payoff takes the interest until then, and not that of its whole period. */
const closeRunning = (plan: Map<number, Planned>, terms: LoanTerms, position: LoanPosition, at: number) => {
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > at) return
    const planned = plan.get(ask.index)
    if (ask.dueAt > at && planned !== undefined)
      plan.set(ask.index, { ...planned, interest: ask.interestPaid + accruedUnpaid(terms, ask, at) })
  }
}

/**
 * What each instalment asked for when it was last still to be paid: the plan at the draw, made anew by every
 * prepayment. Found by going through the payments again, up to a default, which takes what was paid of an instalment into account
 * another way.
 */
const planOf = (loan: LoanRow, payments: readonly Payment[]) => {
  const terms = termsOf(loan)
  const plan = new Map<number, Planned>()
  let position = drawLoan(terms, loan.drawnAt ?? 0)
  let left = planInto(plan, terms, position)
  for (const payment of payments) {
    if (payment.recovery) break
    const before: LoanRow = {
      ...loan,
      ...position,
      status: 'active',
      defaultedAt: null,
      writtenOffAt: null,
      endedAt: null,
    }
    const settlement = settlementOf(
      before,
      payment.paid,
      payment.at,
      payment.prepayment ?? undefined,
      payment.outstandingPrincipal,
    )
    if (settlement === null) break
    if (settlement.closed) closeRunning(plan, terms, position, payment.at)
    position = settlement.position
    if (payment.prepayment !== null || settlement.closed) left = planInto(plan, terms, position)
  }
  return { plan, left, position }
}

type Payment = typeof repayments.$inferSelect

/** What came in before a default and no instalment asked for. */
const prepaidOf = (
  payments: readonly Payment[],
  paid: readonly { readonly principal: bigint; readonly interest: bigint }[],
): { readonly principal: bigint; readonly interest: bigint } => {
  const sum = (parts: readonly { readonly principal: bigint; readonly interest: bigint }[]) => ({
    principal: parts.reduce((all, { principal }) => all + principal, 0n),
    interest: parts.reduce((all, { interest }) => all + interest, 0n),
  })
  const [received, asked] = [sum(payments.filter(({ recovery }) => !recovery)), sum(paid)]
  return {
    principal: received.principal - asked.principal,
    interest: received.interest - asked.interest,
  }
}

const rowStatus = (
  terms: LoanTerms,
  planned: Planned,
  settled: { onTime: boolean } | undefined,
  /** Behind the position without an event: it asked for nothing, or was paid up before a prepayment made less of it due. */
  passed: boolean,
  exists: boolean,
  now: number,
): ScheduleRow['status'] => {
  if (settled !== undefined) return settled.onTime ? 'onTime' : 'paidLate'
  if (!passed && !exists) return 'replaced'
  if (planned.interest + planned.principal === 0n) return 'nothingDue'
  if (passed) return 'onTime'
  if (now > graceEnd(terms, planned.dueAt)) return 'late'
  return planned.startsAt <= now ? 'running' : 'upcoming'
}

/** The schedule of a loan; before the draw, what it would be if drawn now. */
export const readSchedule = async (read: ReadAt, number: number): Promise<Schedule> => {
  const loan = await findLoan(read, number)
  const terms = termsOf(loan)
  const { loanId } = loan
  const head = { loanId: loanId.toString(), number, drawn: loan.drawnAt !== null }
  if (loan.drawnAt === null)
    return {
      ...head,
      prepaid: null,
      rows: scheduleOf(terms, Math.max(read.now, loan.drawableFrom ?? 0)).map((row) => ({
        index: row.index,
        dueAt: row.dueAt,
        principal: row.principalDue.toString(),
        interest: row.interestDue.toString(),
        paid: '0',
        settledAt: null,
        daysLate: null,
        status: row.interestDue + row.principalDue === 0n ? 'nothingDue' : 'upcoming',
      })),
    }
  const [payments, settledRows] = await Promise.all([
    read.database.select().from(repayments).where(eq(repayments.loanId, loanId)).orderBy(asc(repayments.id)),
    read.database.select().from(instalments).where(eq(instalments.loanId, loanId)),
  ])
  const settled = new Map(settledRows.map((row) => [row.index, row]))
  const { plan, left, position } = planOf(loan, payments)
  const passedBefore = positionOf(loan)?.nextInstalment ?? 0
  const paidOf = (index: number, planned: Planned) => {
    if (settled.has(index) || index < passedBefore) return planned
    const isNext = position.nextInstalment === index
    return { interest: isNext ? position.interestPaid : 0n, principal: isNext ? position.principalPaid : 0n }
  }
  const rows = [...plan].map(([index, planned]): ScheduleRow => {
    const done = settled.get(index)
    const paid = paidOf(index, planned)
    const exists = left.has(index) && loan.endedAt === null
    const passed = done === undefined && index < passedBefore
    const status = rowStatus(terms, planned, done, passed, exists, read.now)
    const lateNow = status === 'late' ? daysAfter(planned.dueAt, read.now) : null
    return {
      index,
      dueAt: planned.dueAt,
      principal: planned.principal.toString(),
      interest: planned.interest.toString(),
      paid: (paid.interest + paid.principal).toString(),
      settledAt: done?.settledAt ?? null,
      daysLate: done?.daysLate ?? lateNow,
      status,
    }
  })
  const { principal, interest } = prepaidOf(
    payments,
    [...plan].map(([index, planned]) => paidOf(index, planned)),
  )
  return {
    ...head,
    rows: rows.sort((a, b) => a.index - b.index),
    prepaid: { principal: principal.toString(), interest: interest.toString() },
  }
}
