import { GRADES, type Grade } from '../record/assessment.ts'

/** A drawn loan that quoted an assessment: what was foretold, and what came so far. */
export interface ForetoldLoan {
  readonly grade: Grade
  /** Millionths. */
  readonly pdLife: number
  /** Seconds since 1970. */
  readonly drawnAt: number
  /** What came after a default, recovery or write-off, leaves it a default. */
  readonly outcome: 'running' | 'repaid' | 'defaulted'
}

/** One grade of one vintage, or of all vintages together. */
export interface TrackRecordLine {
  readonly grade: Grade
  /** The quarter of the draw, UTC; null for all. */
  readonly vintage: string | null
  readonly loans: number
  readonly ended: number
  readonly defaulted: number
  /** Sum of PD over life of all loans, millionths. */
  readonly predicted: number
  /** Band of the share that fails, millionths. */
  readonly low: number
  readonly high: number
  /** Fewer than 30 have ended. */
  readonly small: boolean
}

/** The normal quantile of a band that holds 95 times of 100. */
const z = 1.959963984540054
const leastEnded = 30
const ppm = 1_000_000

/**
 * Wilson's band of 95 % for a share of which `hits` of `all` were seen, millionths, rounded outwards (E. B. Wilson, Probable
 * inference, the law of succession, and statistical inference, 1927).
 */
export const wilsonBand = (hits: number, all: number): { low: number; high: number } => {
  if (all === 0) return { low: 0, high: ppm }
  const share = hits / all
  const middle = share + (z * z) / (2 * all)
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const whole = 1 + (z * z) / all
  return {
    low: hits === 0 ? 0 : Math.max(0, Math.floor(((middle - spread) / whole) * ppm)),
    high: hits === all ? ppm : Math.min(ppm, Math.ceil(((middle + spread) / whole) * ppm)),
  }
}

/** The quarter of a time, UTC: `2026-Q4`. */
export const vintageOf = (time: number): string => {
  const date = new Date(time * 1_000)
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`
}

const lineOf = (grade: Grade, vintage: string | null, loans: readonly ForetoldLoan[]): TrackRecordLine => {
  const defaulted = loans.filter(({ outcome }) => outcome === 'defaulted').length
  const running = loans.filter(({ outcome }) => outcome === 'running').length
  const ended = loans.length - running
  return {
    grade,
    vintage,
    loans: loans.length,
    ended,
    defaulted,
    predicted: loans.reduce((sum, { pdLife }) => sum + pdLife, 0),
    // A loan that runs may fail or not: the band holds both.
    low: wilsonBand(defaulted, loans.length).low,
    high: wilsonBand(defaulted + running, loans.length).high,
    small: ended < leastEnded,
  }
}

/** Predicted against realised default of one model's drawn loans, by grade and vintage, and by grade over all of them. */
export const trackRecordOf = (
  loans: readonly ForetoldLoan[],
): { trackRecord: TrackRecordLine[]; totals: TrackRecordLine[] } => {
  const grades = GRADES.filter((grade) => loans.some((loan) => loan.grade === grade))
  const own = (grade: Grade) => loans.filter((loan) => loan.grade === grade)
  return {
    trackRecord: grades.flatMap((grade) => {
      const vintages = [...new Set(own(grade).map(({ drawnAt }) => vintageOf(drawnAt)))].sort()
      return vintages.map((vintage) =>
        lineOf(
          grade,
          vintage,
          own(grade).filter(({ drawnAt }) => vintageOf(drawnAt) === vintage),
        ),
      )
    }),
    totals: grades.map((grade) => lineOf(grade, null, own(grade))),
  }
}
