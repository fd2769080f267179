import { GRADE_BANDS, type Grade, PPM } from '@hurong/scoring/grades'

export type { Grade }

/** Grades from the best to the worst. */
export const grades = GRADE_BANDS.map(({ grade }) => grade)

/** From where to below where a grade reaches: probability to fail within 12 months, millionths; the last is open. */
export function bandOf(grade: Grade): { readonly from: number; readonly below: number | null } {
  const place = grades.indexOf(grade)
  const { below } = GRADE_BANDS[place] ?? GRADE_BANDS[0]
  return { from: GRADE_BANDS[place - 1]?.below ?? 0, below: below > PPM ? null : below }
}

/** Of a hundred such loans so many fail, rounded; 0 where it is less than a half. */
export const ofHundred = (millionths: number): number => Math.round(millionths / 10_000)
