import { GRADE_BANDS, gradeOf } from '@hurong/scoring/explain'
import { expect, test } from 'vitest'
import { gradeBands, grades, ofHundred } from './grades.ts'

test('the bands the pages show are those the score is graded by', () => {
  expect(grades).toEqual(GRADE_BANDS.map(({ grade }) => grade))
  for (const grade of grades) {
    const { from, below } = gradeBands[grade]
    expect(gradeOf(from)).toBe(grade)
    expect(gradeOf((below ?? 1_000_001) - 1)).toBe(grade)
  }
})

test('a probability is told as loans of a hundred', () => {
  expect(ofHundred(91_234)).toBe(9)
  expect(ofHundred(95_000)).toBe(10)
  expect(ofHundred(4_000)).toBe(0)
})
