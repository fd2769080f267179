import { expect, test } from 'vitest'
import { defaultAhead, seenOf } from './seen.ts'
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

test('a late loan is moved to the moment it may be declared in default, in the step that tells of it alone', () => {
  const late = { status: 'late', defaultableFrom: 1_000 } as const
  expect(defaultAhead('default', late, 500)).toBe(1_000)
  expect(defaultAhead('late', late, 500)).toBeNull()
  expect(defaultAhead('default', late, 1_000)).toBeNull()
})

test('a loan on time is not moved to a default that may never come', () => {
  expect(defaultAhead('default', { status: 'active', defaultableFrom: 1_000 }, 500)).toBeNull()
  expect(defaultAhead('default', { status: 'defaulted', defaultableFrom: null }, 500)).toBeNull()
})
