import { expect, test } from 'vitest'
import { isLearnt, levelsOf, type NumericTerm, reachOf, stepsOfNumber } from './shapes.ts'

const income: NumericTerm = {
  kind: 'numeric',
  name: 'income',
  edges: [20, 40, 1_000],
  points: [300, 0, -100, -400],
  missing: 50,
  rows: { bins: [100, 500, 399, 1], missing: 3 },
}

test('a number is drawn step by step, without the far end where hardly any loan lies', () => {
  const steps = stepsOfNumber(income)
  expect(steps.map(({ points }) => points)).toEqual([300, 0, -100])
  expect(steps[1]).toMatchObject({ from: 20, to: 40, share: 0.5 })
  expect(steps.at(-1)?.to).toBeCloseTo(41.6)
})

test('what was reckoned for values no loan had is drawn whole', () => {
  const term = { ...income, rows: { bins: [0, 0, 1_000, 0], missing: 0 } }
  expect(stepsOfNumber(term).map(({ points }) => points)).toEqual([300, 0, -100, -400])
})

test('levels go from those that lower the score to those that raise it', () => {
  const home = {
    kind: 'categorical' as const,
    name: 'home',
    levels: ['OWN', 'RENT'],
    points: [20, -5],
    missing: 0,
    rows: { bins: [3, 4], missing: 0 },
  }
  expect(levelsOf(home).map(({ level }) => level)).toEqual(['RENT', 'OWN'])
  expect(reachOf([income, home])).toBe(400)
})

test('what all loans had alike was not learnt', () => {
  expect(isLearnt(income)).toBe(true)
  expect(isLearnt({ ...income, rows: { bins: [0, 900, 0, 0], missing: 0 } })).toBe(false)
})
