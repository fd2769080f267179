import { contributions } from '../apply/contributions.ts'
import { scoreRows } from '../apply/score.ts'
import type { Frame } from '../data/frame.ts'
import type { ModelContent } from '../files/model.ts'
import { probabilityOf } from '../model/calibration.ts'
import type { AdditiveModel, Model } from '../model/types.ts'
import { type Cells, frameOf, readCells } from './application.ts'
import { type Grade, gradeOf, PPM } from './grade.ts'
import { first12Share, pdOver12Months } from './pd.ts'
import { type Reason, reasonsOf } from './reasons.ts'

/** PD of one application, in millionths. */
export type Probabilities = { readonly pd12: number; readonly pdLifetime: number }

/** What a model says of one application. */
export type Score = Probabilities & {
  readonly grade: Grade
  /** Sum of the points: more of them, more likely to default. */
  readonly points: number
  /** Points of each input above those of the average training loan; none for a model that isn't additive. */
  readonly contributions: readonly Contribution[]
  readonly reasons: readonly Reason[]
  /** Share of what is open at a default that never comes back, millionths; all of it where the model does not tell. */
  readonly lossGivenDefault: number
}

export type Contribution = { readonly input: string; readonly points: number }

/**
 * Scores one application: the same figures on every platform.
 * @param today Days since 1970; dates after it are refused.
 * @throws Refusal that names the field that cannot be read.
 */
export function assess(content: ModelContent, cells: Cells, today?: number): Score {
  const row = readCells(content.schema, cells, today)
  const frame = frameOf(content, row)
  const term = content.schema.term === undefined ? Number.NaN : row.number(content.schema.term)
  const byInput = content.model.kind === 'additive' ? contributionsOf(content.model, frame) : []
  const points = pointsOf(content.model, frame)
  const { pd12, pdLifetime } = probabilitiesFrom(content, points, term)
  return {
    points,
    pd12,
    pdLifetime,
    grade: gradeOf(pd12),
    lossGivenDefault: content.lossGivenDefault?.value ?? PPM,
    contributions: byInput,
    reasons: reasonsOf(content.schema, frame, byInput),
  }
}

/** PD over life from the model's calibration, PD over 12 months from its hazard; half a millionth rounds up. */
export function probabilitiesFrom(content: ModelContent, points: number, term: number): Probabilities {
  const pd = probabilityOf(content.model.calibration, points)
  return {
    pdLifetime: Math.round(pd * PPM),
    pd12: Math.round(pdOver12Months(pd, first12Share(content.hazard, term)) * PPM),
  }
}

/** Score of a frame's one row, as `scoreRows` has it, without the tables that pay for many. */
export function pointsOf(model: Model, frame: Frame): number {
  if (model.kind === 'forest') return scoreRows(model, frame)[0] as number
  return contributions(model, frame)(0).reduce((sum, points) => sum + points, model.intercept)
}

/** Points by input of a frame's one row, in the order of the model. */
const contributionsOf = (model: AdditiveModel, frame: Frame): Contribution[] =>
  pointsByInput(model, contributions(model, frame)(0))

/** Points by input, from those of every term and then of every pair; a pair's are shared by its two, the odd one to the first. */
export function pointsByInput(model: AdditiveModel, points: ArrayLike<number>): Contribution[] {
  const byTerm = model.terms.map((_, at) => points[at] as number)
  model.pairs.forEach(({ first, second }, at) => {
    const both = points[model.terms.length + at] as number
    const half = Math.floor(both / 2)
    byTerm[first.term] = (byTerm[first.term] as number) + both - half
    byTerm[second.term] = (byTerm[second.term] as number) + half
  })
  return model.terms.map(({ name }, at) => ({ input: name, points: byTerm[at] as number }))
}
