import { log } from '../model/exponential.ts'
import type { Training } from './prepare.ts'

/** Weighted odds of default over some rows; half a row of each outcome keeps them off 0 and Infinity. */
export function baseOdds({ outcome, weights }: Training, rows: Int32Array): number {
  let bad = 0.5
  let good = 0.5
  for (const row of rows) {
    if (outcome[row] === 1) bad += weights[row] as number
    else good += weights[row] as number
  }
  return bad / good
}

/** Logistic loss of one row at these odds of default. */
export const lossAt = (odds: number, outcome: number): number =>
  outcome === 1 ? log((1 + odds) / odds) : log(1 + odds)
