import { logistic } from '../model/exponential.ts'

export interface Refit {
  readonly slope: number
  readonly intercept: number
}

/** Newton's steps settle in about six; this many without settling means the outcome is parted without fault. */
const MOST_STEPS = 50
const SETTLED = 1e-10
/** Keeps the slope finite where scores part the outcomes without fault: a normal prior of this precision on it. */
const RIDGE = 1e-6

/**
 * Logistic regression of the outcome on log-odds: default ~ logistic(intercept + slope × log-odds). Slope 1 and
 * intercept 0 say that the log-odds are right as they are; slope below 1 that they are too far spread (Cox 1958).
 * Without any spread in the log-odds the slope is 1 and the intercept alone is fitted.
 * @param weights One per row; all 1 when absent.
 */
export function refit(
  logOdds: ArrayLike<number>,
  outcome: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Refit {
  const rows = logOdds.length
  let slope = 1
  let intercept = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, RIDGE * (1 - slope), RIDGE, 0, RIDGE]
    for (let row = 0; row < rows; row++) {
      const x = logOdds[row] as number
      const w = weights === undefined ? 1 : (weights[row] as number)
      const p = logistic(intercept + slope * x)
      const residual = w * ((outcome[row] as number) - p)
      const curvature = w * p * (1 - p)
      g0 += residual
      g1 += residual * x
      h00 += curvature
      h01 += curvature * x
      h11 += curvature * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    const [up, steeper] =
      determinant > 1e-9 * h00 * h11
        ? [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
        : [g0 / h00, 0]
    // Far from the answer Newton's full step can overshoot: no step moves either by more than 2.
    intercept += Math.max(-2, Math.min(2, up))
    slope += Math.max(-2, Math.min(2, steeper))
    if (Math.abs(up) < SETTLED && Math.abs(steeper) < SETTLED) break
  }
  return { slope, intercept }
}
