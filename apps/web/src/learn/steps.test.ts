import { expect, test } from 'vitest'
import { readStep, steps } from './steps.ts'

test('there are five steps and an address names one of them', () => {
  expect(steps).toHaveLength(5)
  expect(readStep({ step: 3 })).toEqual({ step: 3 })
  expect(readStep({ step: '5' })).toEqual({ step: 5 })
})

test('any other address is the first step', () => {
  for (const step of [undefined, 0, 1, 6, 2.5, 'x']) expect(readStep({ step })).toEqual({})
})

test('the loan that is followed stays in the address, and what is none is dropped', () => {
  expect(readStep({ step: 2, loan: 112 })).toEqual({ step: 2, loan: 112 })
  for (const loan of [undefined, 0, -3, 1.5, 'x', 1e20]) expect(readStep({ loan })).toEqual({})
})
