import { wilson } from '@hurong/finance'
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

const leastEnded = 30
const ppm = 1_000_000

/** Wilson's band of 95 % for a share of which `hits` of `all` were seen, millionths, rounded outwards. */
export const wilsonBand = (hits: number, all: number): { low: number; high: number } => {
  const { low, high } = wilson(hits, all)
  return { low: Math.floor(low * ppm), high: Math.ceil(high * ppm) }
}

/** The quarter of a time, UTC: `2026-Q4`. */
export const vintageOf = (time: number): string => {
  const date = new Date(time * 1_000)
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`
}

const lineOf = (grade: Grade, vintage: string | null, loans: readonly ForetoldLoan[]): TrackRecordLine => {
  let [defaulted, running, predicted] = [0, 0, 0]
  for (const { outcome, pdLife } of loans) {
    if (outcome === 'defaulted') defaulted++
    if (outcome === 'running') running++
    predicted += pdLife
  }
  const ended = loans.length - running
  return {
    grade,
    vintage,
    loans: loans.length,
    ended,
    defaulted,
    predicted,
    // A loan that runs may fail or not: the band holds both.
    low: wilsonBand(defaulted, loans.length).low,
    high: wilsonBand(defaulted + running, loans.length).high,
    small: ended < leastEnded,
  }
}

/** Loans by what they have in common, in the order in which each was first met. */
const grouped = <K>(
  loans: readonly ForetoldLoan[],
  keyOf: (loan: ForetoldLoan) => K,
): ReadonlyMap<K, readonly ForetoldLoan[]> => {
  const groups = new Map<K, ForetoldLoan[]>()
  for (const loan of loans) {
    const key = keyOf(loan)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [loan])
    else group.push(loan)
  }
  return groups
}

/** Predicted against realised default of one model's drawn loans, by grade and vintage, and by grade over all of them. */
export const trackRecordOf = (
  loans: readonly ForetoldLoan[],
): { trackRecord: TrackRecordLine[]; totals: TrackRecordLine[] } => {
  const byGrade = grouped(loans, ({ grade }) => grade)
  const grades = GRADES.flatMap((grade) => {
    const own = byGrade.get(grade)
    return own === undefined ? [] : [{ grade, own }]
  })
  return {
    trackRecord: grades.flatMap(({ grade, own }) =>
      [...grouped(own, ({ drawnAt }) => vintageOf(drawnAt))]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([vintage, ofVintage]) => lineOf(grade, vintage, ofVintage)),
    ),
    totals: grades.map(({ grade, own }) => lineOf(grade, null, own)),
  }
}
