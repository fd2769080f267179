import { expect, test } from 'vitest'
import { againstMiddle, modelInUse, predictedShare, quarterOf, stateOf, verdictOf } from './models.ts'

test('a model is announced, then in use, then retired', () => {
  expect(stateOf({ bindsAt: 100, retiredAt: null }, 99)).toBe('announced')
  expect(stateOf({ bindsAt: 100, retiredAt: null }, 100)).toBe('inUse')
  expect(stateOf({ bindsAt: 100, retiredAt: 200 }, 199)).toBe('inUse')
  expect(stateOf({ bindsAt: 100, retiredAt: 200 }, 200)).toBe('retired')
})

test('a quarter is told by its year and number', () => {
  expect(quarterOf('2026-Q3')).toEqual({ year: '2026', quarter: '3' })
})

test('a prediction fits where it lies within the band, and few loans tell nothing', () => {
  const line = { predicted: 5_000_000, loans: 50, low: 50_000, high: 200_000, small: false }
  expect(predictedShare(line)).toBe(100_000)
  expect(verdictOf(line)).toBe('inside')
  expect(verdictOf({ ...line, low: 100_001 })).toBe('low')
  expect(verdictOf({ ...line, high: 99_999 })).toBe('high')
  expect(verdictOf({ ...line, high: 99_999, small: true })).toBe('small')
  expect(predictedShare({ predicted: 0, loans: 0 })).toBe(0)
})

test('a rate is held against the middle one of its grade', () => {
  expect(againstMiddle(120_000, [90_000, 130_000, 100_000])).toEqual({ middle: 100_000, difference: 20_000 })
  expect(againstMiddle(120_000, [])).toBeNull()
})

test('of several models in use the latest announced is applied', () => {
  const model = (announcedAt: number, bindsAt: number, retiredAt: number | null) => ({
    announcedAt,
    bindsAt,
    retiredAt,
  })
  const models = [model(1, 2, null), model(5, 6, null), model(7, 20, null), model(4, 5, 8)]
  expect(modelInUse(models, 10)?.announcedAt).toBe(5)
  expect(modelInUse(models, 20)?.announcedAt).toBe(7)
  expect(modelInUse([], 10)).toBeUndefined()
})
