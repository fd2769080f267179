import { expect, test } from 'vitest'
import { seenOf } from './seen.ts'
import { steps } from './steps.ts'

const along = (status: Parameters<typeof seenOf>[1]) => steps.map((step) => seenOf(step, status))

test('a running loan has its raise and its draw behind it, lateness and default ahead', () => {
  expect(along('active')).toEqual(['past', 'past', 'now', 'ahead', 'ahead'])
  expect(along('funding')).toEqual(['now', 'ahead', 'ahead', 'ahead', 'ahead'])
})

test('a loan that was written off has seen everything', () => {
  expect(along('writtenOff')).toEqual(['past', 'past', 'past', 'past', 'past'])
})

test('a loan that was repaid never comes to default, one that was cancelled never to its draw', () => {
  expect(along('repaid')).toEqual(['past', 'past', 'past', 'never', 'never'])
  expect(along('cancelled')).toEqual(['past', 'never', 'never', 'never', 'never'])
})
