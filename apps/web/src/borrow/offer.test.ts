import type { Product } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { middleRate, monthsAllowed, monthsCompared, offerOf, termsOfWish } from './offer.ts'

const product: Product = {
  productId: 1,
  currency: `0x${'c0'.repeat(20)}`,
  open: true,
  methods: ['equalInstalment', 'bullet'],
  leastPrincipal: '100000000',
  greatestPrincipal: '20000000000',
  leastTicket: '10000000',
  leastTermDays: 7,
  greatestTermDays: 1_800,
  greatestRate: 360_000,
  lateRate: 180_000,
  graceDays: 3,
  defaultDays: 90,
  writeOffDays: 180,
  reflectionPeriod: 345_600,
  fundingPeriod: 2_592_000,
  drawPeriod: 1_209_600,
  leastShare: 500_000,
  originationFee: 20_000,
}
const now = Date.UTC(2026, 10, 24) / 1000
const wish = {
  principal: 8_000_000_000n,
  annualRate: 110_100,
  months: 36,
  method: 'equalInstalment',
} as const

test('8,000 at 11.01 % over 36 months with a fee of 2 %: 7,840 in hand, 261.95 a month', () => {
  const offer = offerOf(wish, product, now)
  expect(offer.cashInHand).toBe(7_840_000_000n)
  expect(offer.first).toBeGreaterThan(261_940_000n)
  expect(offer.first).toBeLessThan(261_960_000n)
  expect(offer.cost).toBe(offer.interest + 160_000_000n)
  expect(offer.repaid).toBe(offer.cashInHand + offer.cost)
  expect(offer.apr).toBeGreaterThan(0.12)
})

test('a bullet is one period of all months', () => {
  const { interval, count } = termsOfWish({ ...wish, method: 'bullet' }, product)
  expect([interval, count]).toEqual([36, 1])
})

test('being late is never cheaper than the loan itself', () => {
  expect(termsOfWish({ ...wish, annualRate: 300_000 }, product).lateRate).toBe(300_000n)
})

test('a month counts thirty days against the limits of a product', () => {
  expect(monthsAllowed(product)).toEqual({ least: 1, greatest: 60 })
  expect(monthsCompared({ ...product, greatestTermDays: 900 }, 18)).toEqual([6, 12, 18, 24])
})

test('the middle of some rates, and of none', () => {
  expect(middleRate([9, 1, 5])).toBe(5)
  expect(middleRate([])).toBeNull()
})
