import type { LoanDetail } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { drawingOf } from './drawing.ts'

const filled = { drawableFrom: 1_000, terms: { drawPeriod: 500 } } as LoanDetail

test('before the reflection period is over the day is told from which a loan may be drawn', () => {
  expect(drawingOf(filled, 999)).toEqual({ kind: 'notYet', at: 1_000 })
})

test('from that day on, the last day is told, as the contract counts it', () => {
  expect(drawingOf(filled, 1_000)).toEqual({ kind: 'open', at: 1_500 })
  expect(drawingOf(filled, 1_500)).toEqual({ kind: 'open', at: 1_500 })
})

test('a loan nobody drew in time says so', () => {
  expect(drawingOf(filled, 1_501)).toEqual({ kind: 'over', at: 1_500 })
})

test('a loan that is not filled has nothing to draw', () => {
  expect(drawingOf({ ...filled, drawableFrom: null }, 2_000)).toBeNull()
})
