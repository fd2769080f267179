import { DAY } from '@hurong/finance'
import { expect, test } from 'vitest'
import { createRandom } from '../../history/random.ts'
import { fundingsAt, type Lender, type Raise } from './funding.ts'

const one = 1_000_000n
const time = 1_800_000_000
const raise = (number: number, more: Partial<Raise> = {}): Raise => ({
  loanId: BigInt(number),
  principal: 10_000n * one,
  raised: 0n,
  leastTicket: 10n * one,
  deadline: time + 20 * DAY,
  ...more,
})
const lenders = (room = 100_000n * one): Lender[] => [16, 17, 18, 19].map((account) => ({ account, room }))
const week = { time, next: time + 7 * DAY, elapsed: 7 * DAY, one }
const sum = (parts: readonly { amount: bigint }[]) => parts.reduce((all, { amount }) => all + amount, 0n)

test('a raise with weeks to go is taken up in part, in tickets that may be bought', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const parts = fundingsAt([raise(1)], lenders(), week, createRandom(seed))
    expect(sum(parts)).toBeGreaterThan(0n)
    expect(sum(parts)).toBeLessThan(10_000n * one)
    for (const { amount } of parts) expect(amount).toBeGreaterThanOrEqual(10n * one)
  }
})

test('of raises that end before lenders look again most are taken up whole, and some never', () => {
  const ending = Array.from({ length: 24 }, (_, n) => raise(n, { deadline: time + DAY, raised: 4n * one }))
  const parts = fundingsAt(ending, lenders(), week, createRandom(3))
  const funded = ending.filter(
    ({ loanId }) => sum(parts.filter((part) => part.loanId === loanId)) === 9_996n * one,
  )
  expect(funded.length).toBeGreaterThan(15)
  expect(funded.length).toBeLessThan(24)
  expect(sum(parts)).toBe(BigInt(funded.length) * 9_996n * one)
})

test('a raise that is over or full is left alone', () => {
  const over = raise(1, { deadline: time })
  const full = raise(2, { raised: 10_000n * one })
  expect(fundingsAt([over, full], lenders(), week, createRandom(1))).toEqual([])
})

test('nobody takes on more than they may', () => {
  const raises = Array.from({ length: 20 }, (_, n) => raise(n, { deadline: time + DAY }))
  const people = lenders(25_000n * one)
  const parts = fundingsAt(raises, people, week, createRandom(2))
  for (const { account, room } of people) {
    expect(room).toBeGreaterThanOrEqual(0n)
    expect(sum(parts.filter(({ lender }) => lender === account)) + room).toBe(25_000n * one)
  }
})

test('the same seed brings the same fundings', () => {
  const at = (seed: number) => fundingsAt([raise(1), raise(2)], lenders(), week, createRandom(seed))
  expect(at(7)).toEqual(at(7))
  expect(at(7)).not.toEqual(at(8))
})
