import { contributions } from '../apply/contributions.ts'
import { scoreRows } from '../apply/score.ts'
import type { Frame } from '../data/frame.ts'
import type { ModelContent } from '../files/model.ts'
import { type Probabilities, pointsByInput, probabilitiesFrom } from './assess.ts'
import { type Grade, gradeOf } from './grade.ts'
import { reasonCodesOf } from './reasons.ts'

/** The score of one row among many: its reasons as codes. */
export type RowScore = Probabilities & {
  readonly points: number
  readonly grade: Grade
  readonly reasonCodes: readonly number[]
}

/**
 * Scores the rows of a frame, each as `assess` would.
 * @param terms Term of each row in months; NaN = not known.
 */
export function assessMany(content: ModelContent, frame: Frame, terms: ArrayLike<number>): RowScore[] {
  const { model, schema } = content
  const points = scoreRows(model, frame)
  const bound = model.kind === 'additive' ? { model, of: contributions(model, frame) } : null
  let into: Int32Array | undefined
  return Array.from(points, (score, row) => {
    const probabilities = probabilitiesFrom(content, score, terms[row] as number)
    if (bound) into = bound.of(row, into)
    return {
      ...probabilities,
      points: score,
      grade: gradeOf(probabilities.pd12),
      reasonCodes: bound && into ? reasonCodesOf(schema, pointsByInput(bound.model, into)) : [],
    }
  })
}
