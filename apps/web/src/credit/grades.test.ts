import { gradeOf } from '@hurong/scoring/explain'
import { expect, test } from 'vitest'
import { bandOf, grades, ofHundred } from './grades.ts'

test('the bands the pages show are those the score is graded by, without a gap', () => {
  expect(grades.join('')).toBe('ABCDEFG')
  let reached = 0
  for (const grade of grades) {
    const { from, below } = bandOf(grade)
    expect(from).toBe(reached)
    expect(gradeOf(from)).toBe(grade)
    expect(gradeOf((below ?? 1_000_001) - 1)).toBe(grade)
    reached = below ?? Number.NaN
  }
  expect(bandOf('G').below).toBeNull()
})

test('a probability is told as loans of a hundred', () => {
  expect(ofHundred(91_234)).toBe(9)
  expect(ofHundred(95_000)).toBe(10)
  expect(ofHundred(4_000)).toBe(0)
})
