import type { ModelContent } from '@hurong/scoring/explain'

type Scored = Pick<Extract<ModelContent['model'], { kind: 'additive' }>, 'intercept' | 'calibration'>

/** Points of one unit of log-odds, as the model's format has it. */
const pointsPerLogOdds = 10_000

/** Round shares an axis may be marked with. */
const roundShares = [0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const

/** From points of one input to the share of loans that fail where everything else is average; for drawing alone. */
export interface ShareFailing {
  /** From 0 to 1. */
  readonly of: (points: number) => number
  /** The points at which that share fails. */
  readonly pointsOf: (share: number) => number
  /** Of the average loan. */
  readonly average: number
}

/** Points of every input lie around those of the average training loan, whose score is the intercept. */
export function shareFailing({ intercept, calibration }: Scored): ShareFailing {
  const of = (points: number) =>
    1 / (1 + Math.exp(-calibration.intercept - (calibration.slope * (intercept + points)) / pointsPerLogOdds))
  const pointsOf = (share: number) =>
    ((Math.log(share / (1 - share)) - calibration.intercept) * pointsPerLogOdds) / calibration.slope -
    intercept
  return { of, pointsOf, average: of(0) }
}

/** A line across a shape: where it lies in points, and the share that fails there. */
export interface ShareTick {
  readonly points: number
  readonly share: number
}

/** The average, and the outermost round shares within `reach` on either side. */
export function shareTicks(reach: number, { of, pointsOf, average }: ShareFailing): readonly ShareTick[] {
  const within = roundShares.filter((share) => share >= of(-reach) && share <= of(reach))
  const [low, high] = [within[0], within.at(-1)]
  const outer = (share: number | undefined, isOutside: (share: number) => boolean): ShareTick[] =>
    share !== undefined && isOutside(share) ? [{ points: pointsOf(share), share }] : []
  return [
    ...outer(high, (share) => share > average),
    { points: 0, share: average },
    ...outer(low, (share) => share < average),
  ]
}
