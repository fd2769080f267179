import { tiedGroups } from './auc.ts'

/** Of the riskiest `loans` (a share of all): which share of all defaults, and of all repaid loans, is among them. */
export interface GainsPoint {
  readonly loans: number
  readonly defaults: number
  readonly repaid: number
}

/** The curve of cumulative gains from the riskiest score to the safest, one point for each score that occurs. */
export function gains(scores: ArrayLike<number>, outcome: ArrayLike<number>): GainsPoint[] {
  const groups = tiedGroups(scores, outcome)
  const defaulted = groups.reduce((sum, group) => sum + group.defaults, 0)
  const repaid = scores.length - defaulted
  const points: GainsPoint[] = [{ loans: 0, defaults: 0, repaid: 0 }]
  let [rows, defaults] = [0, 0]
  for (const group of groups.toReversed()) {
    rows += group.rows
    defaults += group.defaults
    points.push({
      loans: rows / scores.length,
      defaults: defaults / defaulted,
      repaid: (rows - defaults) / repaid,
    })
  }
  return points
}

/** Kolmogorov-Smirnov statistic: the greatest distance between the two curves of `gains`. */
export const ks = (scores: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  gains(scores, outcome).reduce(
    (most, { defaults, repaid }) => Math.max(most, Math.abs(defaults - repaid)),
    0,
  )
