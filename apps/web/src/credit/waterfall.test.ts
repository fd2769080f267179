import { expect, test } from 'vitest'
import { stepsOf } from './waterfall.ts'

test('the sum starts at the average loan, names the weightiest parts and ends at the score', () => {
  const score = {
    points: -900,
    contributions: [
      { input: 'income', points: -500 },
      { input: 'term', points: 700 },
      { input: 'home', points: 30 },
      { input: 'state', points: -20 },
    ],
  }
  expect(stepsOf(score, 2)).toEqual([
    { kind: 'average', from: -1_110, to: -1_110 },
    { kind: 'part', input: 'term', count: 1, from: -1_110, to: -410 },
    { kind: 'part', input: 'income', count: 1, from: -410, to: -910 },
    { kind: 'part', input: null, count: 2, from: -910, to: -900 },
    { kind: 'total', from: -900, to: -900 },
  ])
})

test('a score without parts is the average loan’s', () => {
  expect(stepsOf({ points: 5, contributions: [] }, 3).map(({ to }) => to)).toEqual([5, 5])
})
