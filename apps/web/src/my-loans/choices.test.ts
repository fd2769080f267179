import { DAY, drawLoan, type LoanTerms, repay } from '@hurong/finance'
import { expect, test } from 'vitest'
import { askedOf, ceilingOf, prepaidBoth, principalAfter, savedByPayoff, scheduledAhead } from './choices.ts'

const terms: LoanTerms = {
  principal: 8_000_000_000n,
  annualRate: 110_100n,
  lateRate: 180_000n,
  method: 'equalInstalment',
  unit: 'month',
  interval: 1,
  count: 36,
  interestOnlyCount: 0,
  graceDays: 3,
  defaultDays: 90,
  writeOffDays: 180,
  originationFee: 20_000n,
}
const drawnAt = Date.UTC(2026, 0, 31) / 1000
const position = drawLoan(terms, drawnAt)
const later = drawnAt + 10 * DAY

test('before the due date nothing is due, and the next payment is the running instalment', () => {
  const asked = askedOf(terms, position, later)
  expect(asked.due).toBe(0n)
  expect(asked.next).toBe(position.instalment)
  expect(asked.dueAt).toBe(Date.UTC(2026, 1, 28) / 1000)
  expect(asked.graceUntil).toBe(Date.UTC(2026, 2, 3) / 1000)
})

test('with the running instalment paid ahead nothing can be paid, and the one after it is told', () => {
  const { position: ahead } = repay(terms, position, later, position.instalment)
  const asked = askedOf(terms, ahead, later)
  expect([asked.due, asked.next]).toEqual([0n, 0n])
  expect(asked.coming).toBe(position.instalment)
  expect(asked.dueAt).toBe(Date.UTC(2026, 2, 31) / 1000)
  expect(askedOf(terms, position, later).coming).toBe(position.instalment)
})

test('paying all leaves room for an hour of late interest, and none while on time', () => {
  const overdue = drawnAt + 60 * DAY
  const { next } = askedOf(terms, position, overdue)
  expect(ceilingOf(terms, position, overdue)).toBeGreaterThan(next)
  expect(ceilingOf(terms, position, overdue)).toBeLessThan(next + 10_000n)
  expect(ceilingOf(terms, position, later)).toBe(position.instalment)
})

test('an instalment paid lowers the principal by its principal part alone', () => {
  const left = principalAfter(terms, position, later, position.instalment)
  expect(left).toBeLessThan(terms.principal)
  expect(left).toBeGreaterThan(terms.principal - position.instalment)
})

test('a prepayment with a shorter term saves more than one with smaller instalments', () => {
  const [shorter, smaller] = prepaidBoth(terms, position, later, 2_000_000_000n) ?? []
  expect(shorter?.count).toBeLessThan(36)
  expect(smaller?.count).toBe(36)
  expect(smaller?.next ?? 0n).toBeLessThan(position.instalment)
  expect(shorter?.saved ?? 0n).toBeGreaterThan(smaller?.saved ?? 0n)
})

test('an amount that reaches no principal is no prepayment', () => {
  expect(prepaidBoth(terms, position, later, 1n)).toBeNull()
})

test('paying off at once saves nearly all interest; the schedule to its end is principal and interest', () => {
  const saved = savedByPayoff(terms, position, later)
  const ahead = scheduledAhead(terms, position)
  expect(saved).toBeGreaterThan(0n)
  expect(ahead - terms.principal).toBeGreaterThan(saved)
})

test('whoever pays nothing, as before typing anything or with all paid ahead, owes what they owed', () => {
  expect(principalAfter(terms, position, later, 0n)).toBe(position.outstandingPrincipal)
})
