import { refit } from '../measure/refit.ts'
import { exp } from '../model/exponential.ts'
import { type Calibration, POINTS_PER_LOG_ODDS } from '../model/types.ts'
import type { Training } from './prepare.ts'
import type { Random } from './random.ts'
import { stratifiedParts } from './split.ts'

export interface CalibrationOptions {
  /** Parts the training rows are dealt into; each is scored by a model that learnt from the others. */
  readonly folds: number
  /** A loan issued this many days before the last counts half in the calibration. Infinity: all alike. */
  readonly halfLifeDays: number
}

const sixDecimals = (number: number) => Math.round(number * 1e6) / 1e6

/** Scores in points of rows held out, by a model that learnt from the others. */
export type ScoreHeldOut = (learnt: Int32Array, heldOut: Int32Array, fold: number) => Int32Array

/**
 * Slope and intercept from points to log-odds (Platt 1999), fitted on scores of rows that the scoring model never saw.
 * Recent loans may count more: what a score means drifts with the times. The slope is never below 0: where a score says
 * nothing about rows unseen, everyone gets the base rate.
 */
export function crossFitted(
  training: Training,
  options: CalibrationOptions,
  random: Random,
  score: ScoreHeldOut,
): Calibration {
  const { rows, outcome, issuedOn } = training
  const folds = Math.min(options.folds, rows)
  const parts = stratifiedParts(outcome, folds, random)
  const all = Int32Array.from(outcome, (_, row) => row)
  const logOdds = new Float64Array(rows)
  for (let fold = 0; fold < folds; fold++) {
    const heldOut = all.filter((row) => parts[row] === fold)
    const points = score(
      all.filter((row) => parts[row] !== fold),
      heldOut,
      fold,
    )
    for (const [place, row] of heldOut.entries())
      logOdds[row] = (points[place] as number) / POINTS_PER_LOG_ODDS
  }
  const latest = issuedOn[rows - 1] as number
  const weights = Float64Array.from(issuedOn, (day) =>
    exp((Math.LN2 * (day - latest)) / options.halfLifeDays),
  )
  const { slope, intercept } = refit(logOdds, outcome, weights)
  if (slope >= 0) return { slope: sixDecimals(slope), intercept: sixDecimals(intercept) }
  const base = refit(new Float64Array(rows), outcome, weights)
  return { slope: 0, intercept: sixDecimals(base.intercept) }
}
