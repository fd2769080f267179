/** Grades from the best to the worst. */
export const grades = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
export type Grade = (typeof grades)[number]

/** From where to below where a grade reaches: probability to fail within 12 months, millionths; the last is open. */
export const gradeBands = {
  A: { from: 0, below: 15_000 },
  B: { from: 15_000, below: 25_000 },
  C: { from: 25_000, below: 40_000 },
  D: { from: 40_000, below: 60_000 },
  E: { from: 60_000, below: 90_000 },
  F: { from: 90_000, below: 150_000 },
  G: { from: 150_000, below: null },
} as const satisfies Record<Grade, { from: number; below: number | null }>

/** Of a hundred such loans so many fail, rounded; 0 where it is less than a half. */
export const ofHundred = (millionths: number): number => Math.round(millionths / 10_000)
