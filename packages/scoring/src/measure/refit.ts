import { exp, log, logistic } from '../model/exponential.ts'

export interface Refit {
  readonly slope: number
  readonly intercept: number
}

/** Newton's steps settle in about six; this many without settling means the outcome is parted without fault. */
const MOST_STEPS = 50
const SETTLED = 1e-10
/** Keeps the slope finite where scores part the outcomes without fault: a normal prior of this precision on it. */
const RIDGE = 1e-6

interface Rows {
  readonly logOdds: ArrayLike<number>
  readonly outcome: ArrayLike<number>
  readonly weights: ArrayLike<number> | undefined
}

const weightOf = ({ weights }: Rows, row: number): number =>
  weights === undefined ? 1 : (weights[row] as number)

/** Logistic loss: log(1 + e^x) - outcome × x, written so that nothing overflows. */
function lossOf(rows: Rows, { slope, intercept }: Refit): number {
  let sum = (RIDGE * slope * slope) / 2
  for (let row = 0; row < rows.logOdds.length; row++) {
    const x = intercept + slope * (rows.logOdds[row] as number)
    const loss = Math.max(x, 0) + log(1 + exp(-Math.abs(x))) - x * (rows.outcome[row] as number)
    sum += weightOf(rows, row) * loss
  }
  return sum
}

function newtonStep(rows: Rows, { slope, intercept }: Refit): Refit {
  let [g0, g1, h00, h01, h11] = [0, -RIDGE * slope, RIDGE, 0, RIDGE]
  for (let row = 0; row < rows.logOdds.length; row++) {
    const x = rows.logOdds[row] as number
    const w = weightOf(rows, row)
    const p = logistic(intercept + slope * x)
    const residual = w * ((rows.outcome[row] as number) - p)
    const curvature = w * p * (1 - p)
    g0 += residual
    g1 += residual * x
    h00 += curvature
    h01 += curvature * x
    h11 += curvature * x * x
  }
  const determinant = h00 * h11 - h01 * h01
  return { slope: (h00 * g1 - h01 * g0) / determinant, intercept: (h11 * g0 - h01 * g1) / determinant }
}

/** Log-odds that are all the same say nothing of a slope: it stays 1 and the level is that of the outcome. */
function levelOnly(rows: Rows): Refit {
  let [bad, good] = [0, 0]
  for (let row = 0; row < rows.logOdds.length; row++) {
    if (rows.outcome[row] === 1) bad += weightOf(rows, row)
    else good += weightOf(rows, row)
  }
  return { slope: 1, intercept: log(bad / good) - (rows.logOdds[0] ?? 0) }
}

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
  const rows = { logOdds, outcome, weights }
  const spread = Array.prototype.some.call(logOdds, (one) => one !== logOdds[0])
  if (!spread) return levelOnly(rows)
  let at: Refit = { slope: 0, intercept: 0 }
  let loss = lossOf(rows, at)
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = newtonStep(rows, at)
    // Far from the answer Newton's full step can overshoot: it is halved until it takes something off the loss.
    let share = 1
    let next = at
    let nextLoss = loss
    do {
      next = { slope: at.slope + share * step.slope, intercept: at.intercept + share * step.intercept }
      nextLoss = lossOf(rows, next)
      share /= 2
    } while (!(nextLoss <= loss) && share > SETTLED)
    if (!(nextLoss < loss)) break
    const moved = Math.max(Math.abs(next.slope - at.slope), Math.abs(next.intercept - at.intercept))
    at = next
    loss = nextLoss
    if (moved < SETTLED) break
  }
  return at
}
