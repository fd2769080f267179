import { METHODS, scheduleOf } from '@hurong/finance'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedFlows } from './cash-flows.ts'
import { RiskOutOfRange } from './default-curve.ts'
import { type PriceQuestion, priceOf } from './price.ts'

const aQuestion = (differing: Partial<PriceQuestion> = {}): PriceQuestion => ({
  principal: 10_000_00n,
  method: 'equalInstalment',
  interestOnlyCount: 0,
  term: 36,
  pd12: 40_000n,
  pdLifetime: 100_000n,
  lgd: 600_000n,
  servicingBps: 100n,
  targetBps: 600n,
  ...differing,
})

const anyMethod = fc.constantFrom(...METHODS)
const anyQuestion = fc
  .record({
    method: anyMethod,
    term: fc.integer({ min: 1, max: 48 }),
    pdLifetime: fc.bigInt({ min: 0n, max: 400_000n }),
    /** Part of the PD over life that falls into the first year, per cent. */
    early: fc.bigInt({ min: 0n, max: 100n }),
    lgd: fc.bigInt({ min: 0n, max: 1_000_000n }),
    servicingBps: fc.bigInt({ min: 0n, max: 300n }),
    targetBps: fc.bigInt({ min: 0n, max: 1_500n }),
  })
  .map(({ early, ...rest }) => aQuestion({ ...rest, pd12: (rest.pdLifetime * early) / 100n }))

/** 100 % a year where no price is enough. */
const bpsOf = (question: PriceQuestion): bigint => priceOf(question)?.bps ?? 10_001n
const fewer = { numRuns: 40 }

describe('a price for risk', () => {
  test('is the return wanted where nothing is lost and nothing costs', () => {
    for (const method of METHODS) {
      const price = priceOf(aQuestion({ method, pd12: 0n, pdLifetime: 0n, servicingBps: 0n }))
      expect(price?.bps, method).toBe(600n)
    }
  })

  test('adds the cost of servicing where nothing is lost', () => {
    for (const method of METHODS) {
      const price = priceOf(aQuestion({ method, pd12: 0n, pdLifetime: 0n }))
      expect(price?.parts, method).toEqual([
        { part: 'target', bps: 600n },
        { part: 'servicing', bps: 100n },
        { part: 'expectedLoss', bps: 0n },
      ])
    }
  })

  test('one month by hand: 1 in 100 fails and loses all, so 99 pay for 100', () => {
    // 0.99 × (1 + r/12) = 1 + 0.12/12 → r = 12 × (1.01/0.99 − 1) = 24.2424 %
    const price = priceOf(
      aQuestion({
        term: 1,
        pd12: 10_000n,
        pdLifetime: 10_000n,
        lgd: 1_000_000n,
        servicingBps: 0n,
        targetBps: 1_200n,
      }),
    )
    expect(price?.bps).toBe(2_425n)
  })

  test('a year as a bullet by hand: 5 in 100 fail and half of it comes back', () => {
    // 0.95 × (1 + r) + 0.05 × 0.5 − 0.01 = 1.06 → r = 1.045/0.95 − 1 = 10 %
    const price = priceOf(
      aQuestion({ method: 'bullet', term: 12, pd12: 50_000n, pdLifetime: 50_000n, lgd: 500_000n }),
    )
    expect(price?.bps).toBe(1_000n)
  })

  test('its parts add up to it, and its flows are those of the loan’s own schedule', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const price = priceOf(question)
        if (!price) return
        expect(price.parts.reduce((sum, { bps }) => sum + bps, 0n)).toBe(price.bps)
        for (const { bps } of price.parts) expect(bps >= 0n).toBe(true)
        const bullet = question.method === 'bullet'
        const schedule = scheduleOf(
          {
            principal: question.principal,
            annualRate: price.bps * 100n,
            lateRate: 0n,
            method: question.method,
            unit: 'month',
            interval: bullet ? question.term : 1,
            count: bullet ? 1 : question.term,
            interestOnlyCount: 0,
            graceDays: 0,
            defaultDays: 0,
            writeOffDays: 0,
            originationFee: 0n,
          },
          0,
        )
        expect(price.flows.map(({ instalment }) => instalment)).toEqual(
          schedule.map(({ interestDue, principalDue }) => interestDue + principalDue),
        )
      }),
      fewer,
    )
  })

  test('every loan either pays or defaults: the shares of all periods end at the PD over life', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const flows = expectedFlows(question, { ...question, servicing: 0n }, 100_000n)
        const last = flows.at(-1)
        expect(1_000_000n - (last?.paying ?? 0n)).toBe(question.pdLifetime)
        for (const { received, instalment } of flows) expect(received <= instalment).toBe(true)
      }),
      fewer,
    )
  })

  test('rises with PD, never falls', () => {
    fc.assert(
      fc.property(anyQuestion, fc.bigInt({ min: 101n, max: 200n }), (question, percent) => {
        const more = (pd: bigint) => (pd * percent) / 100n
        const riskier = { ...question, pd12: more(question.pd12), pdLifetime: more(question.pdLifetime) }
        expect(bpsOf(riskier) >= bpsOf(question)).toBe(true)
      }),
      fewer,
    )
  })

  test.each(['lgd', 'targetBps', 'servicingBps'] as const)('rises with %s, never falls', (what) => {
    fc.assert(
      fc.property(anyQuestion, fc.bigInt({ min: 0n, max: 500n }), (question, more) => {
        const next = question[what] + (what === 'lgd' ? more * 1_000n : more)
        const changed = { ...question, [what]: what === 'lgd' && next > 1_000_000n ? 1_000_000n : next }
        expect(bpsOf(changed) >= bpsOf(question)).toBe(true)
      }),
      fewer,
    )
  })

  test('does not hang on how great the loan is', () => {
    expect(priceOf(aQuestion({ principal: 1n }))?.bps).toBe(
      priceOf(aQuestion({ principal: 10n ** 20n }))?.bps,
    )
  })

  test('is none where even 100 % a year would not pay for the losses', () => {
    expect(priceOf(aQuestion({ term: 1, pd12: 900_000n, pdLifetime: 900_000n, lgd: 1_000_000n }))).toBeNull()
  })

  test('a PD over life below that over 12 months is refused', () => {
    expect(() => priceOf(aQuestion({ pd12: 200_000n }))).toThrow(RiskOutOfRange)
  })
})
