import { type Band, wilson } from '@hurong/finance'
import { auc, brier } from '@hurong/scoring'
import { type Grade, PPM } from '@hurong/scoring/explain'
import { GRADES, type TimedLog } from '@hurong/sdk'
import type { Books } from '@hurong/sdk/verify'

/** What an assessment foretold of a loan, and what came. */
export type Foretold = {
  readonly grade: Grade
  /** PD over life, from 0 to 1. */
  readonly pd: number
  readonly defaulted: boolean
}

/** Loans of one grade, or all of them. Shares from 0 to 1. */
export type CalibrationLine = {
  readonly loans: number
  readonly defaults: number
  /** Mean PD over life. */
  readonly predicted: number
  readonly realised: number
  /** Of the share that fails, 95 % (Wilson). */
  readonly band: Band
  /** So few that chance alone may explain the figure. */
  readonly small: boolean
}

/** How right the assessments were. */
export type Calibration = {
  readonly grades: readonly (CalibrationLine & { readonly grade: Grade })[]
  readonly all: CalibrationLine
  /** Not a number where all loans or none of them defaulted. */
  readonly auc: number
  readonly brier: number
}

/** Fewer loans than this are called few. */
const few = 30

/** The contract's codes of what became of a loan: 1 is repaid, all above were in default. */
const repaid = 1

/** What was foretold and what came, from the chain's events alone; loans that still run are left out. */
export const foretoldIn = (events: readonly TimedLog[], books: Books): Foretold[] =>
  events.flatMap((event): Foretold[] => {
    if (event.contract !== 'creditRecord' || event.name !== 'AssessmentQuoted') return []
    const { loanId, assessment } = event.args
    const outcome = books.outcomes.get(loanId) ?? 0
    const grade = GRADES[assessment.grade]
    if (outcome < repaid || grade === undefined) return []
    return [{ grade, pd: assessment.pdLife / PPM, defaulted: outcome > repaid }]
  })

const lineOf = (loans: readonly Foretold[]): CalibrationLine => {
  const defaults = loans.filter(({ defaulted }) => defaulted).length
  return {
    loans: loans.length,
    defaults,
    predicted: loans.reduce((sum, { pd }) => sum + pd, 0) / loans.length,
    realised: defaults / loans.length,
    band: wilson(defaults, loans.length),
    small: loans.length < few,
  }
}

/** How right assessments were; undefined of none. */
export const calibrationOf = (foretold: readonly Foretold[]): Calibration | undefined => {
  if (foretold.length === 0) return undefined
  const grades = GRADES.flatMap((grade) => {
    const loans = foretold.filter((one) => one.grade === grade)
    return loans.length === 0 ? [] : [{ grade, ...lineOf(loans) }]
  })
  const probabilities = foretold.map(({ pd }) => pd)
  const outcomes = foretold.map(({ defaulted }) => Number(defaulted))
  return {
    grades,
    all: lineOf(foretold),
    auc: auc(probabilities, outcomes),
    brier: brier(probabilities, outcomes),
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** The calibration as lines for the terminal. */
export const calibrationLines = ({ grades, all, auc, brier }: Calibration): string[] => {
  const row = (cells: readonly string[], note = '') =>
    `  ${(cells[0] ?? '').padEnd(7)}${cells
      .slice(1)
      .map((cell) => cell.padStart(11))
      .join('')}${note}`
  const told = (name: string, { loans, defaults, predicted, realised, band, small }: CalibrationLine) =>
    row(
      [
        ...[name, `${loans}`, `${defaults}`, percent(predicted), percent(realised)],
        ...[percent(band.low), percent(band.high)],
      ],
      small ? '  few loans' : '',
    )
  return [
    row(['grade', 'loans', 'defaulted', 'foretold', 'came', 'at least', 'at most']),
    ...grades.map(({ grade, ...line }) => told(grade, line)),
    told('all', all),
    `  AUC ${Number.isNaN(auc) ? 'cannot be told: all loans ended alike' : auc.toFixed(3)}, Brier ${brier.toFixed(4)}; ` +
      `"at least" and "at most" hold the true share in 95 of 100 such groups; below ${few} loans chance alone may explain a figure.`,
  ]
}
