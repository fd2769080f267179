import { expect, test } from 'vitest'
import { calibrationLines, calibrationOf, type Foretold } from './calibration.ts'

const loans = (grade: Foretold['grade'], pd: number, count: number, defaults: number): Foretold[] =>
  Array.from({ length: count }, (_, index) => ({ grade, pd, defaulted: index < defaults }))

const linesOf = (foretold: readonly Foretold[]): string[] => {
  const found = calibrationOf(foretold)
  return found === undefined ? [] : calibrationLines(found)
}

test('by grade: what was foretold beside what came, with the band of the share', () => {
  const found = calibrationOf([...loans('A', 0.05, 100, 10), ...loans('C', 0.2, 4, 1)])
  expect(found?.grades.map(({ grade, loans, defaults }) => [grade, loans, defaults])).toEqual([
    ['A', 100, 10],
    ['C', 4, 1],
  ])
  const [a, c] = found?.grades ?? []
  expect(a?.predicted).toBeCloseTo(0.05)
  // Wilson's band of 10 in 100, from his formula by hand.
  expect(a?.band.low).toBeCloseTo(0.0552, 4)
  expect(a?.band.high).toBeCloseTo(0.1744, 4)
  expect([a?.small, c?.small]).toEqual([false, true])
  expect(found?.all).toMatchObject({ loans: 104, defaults: 11 })
  // Of 11 × 93 pairs: 1 × 90 in order, 10 × 3 the wrong way round, and 10 × 90 + 1 × 3 ties.
  expect(found?.auc).toBeCloseTo((90 + 903 / 2) / 1023)
})

test('few loans are said to be few', () => {
  const lines = linesOf([...loans('A', 0.05, 30, 3), ...loans('C', 0.2, 29, 1)])
  expect(lines.filter((line) => line.endsWith('few loans'))).toEqual([expect.stringMatching(/^ {2}C /)])
})

test('where all ended alike no order can be told', () => {
  const [last] = linesOf(loans('B', 0.1, 40, 0)).slice(-1)
  expect(last).toMatch(/AUC cannot be told/)
})

test('of no assessment there is no calibration', () => {
  expect(calibrationOf([])).toBeUndefined()
})
