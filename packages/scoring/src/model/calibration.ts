import { logistic } from './exponential.ts'
import { type Calibration, POINTS_PER_LOG_ODDS } from './types.ts'

/** Probability of default of a score in points. The same bits on every platform. */
export const probabilityOf = ({ slope, intercept }: Calibration, points: number): number =>
  logistic(intercept + (slope * points) / POINTS_PER_LOG_ODDS)

/** Probability of default of each score. */
export function probabilitiesOf(calibration: Calibration, points: ArrayLike<number>): Float64Array {
  const probabilities = new Float64Array(points.length)
  for (let row = 0; row < points.length; row++)
    probabilities[row] = probabilityOf(calibration, points[row] as number)
  return probabilities
}
