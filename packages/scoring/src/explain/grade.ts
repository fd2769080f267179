/** Millionths, the scale of every probability that is shown, signed or stored. */
export const PPM = 1_000_000

/** Grades from best to worst; each reaches up to, and not including, its PD over 12 months in millionths. */
export const GRADE_BANDS = [
  { grade: 'A', below: 15_000 },
  { grade: 'B', below: 25_000 },
  { grade: 'C', below: 40_000 },
  { grade: 'D', below: 60_000 },
  { grade: 'E', below: 90_000 },
  { grade: 'F', below: 150_000 },
  { grade: 'G', below: PPM + 1 },
] as const

export type Grade = (typeof GRADE_BANDS)[number]['grade']

/** The grade of a PD over 12 months, in millionths. */
export function gradeOf(pd12: number): Grade {
  if (!(pd12 >= 0 && pd12 <= PPM)) throw new RangeError(`${pd12} is no probability in millionths.`)
  return (GRADE_BANDS.find(({ below }) => pd12 < below) ?? GRADE_BANDS[6]).grade
}

/** The next better grade; null for the best. */
export function betterGrade(grade: Grade): Grade | null {
  const place = GRADE_BANDS.findIndex((band) => band.grade === grade)
  return GRADE_BANDS[place - 1]?.grade ?? null
}
