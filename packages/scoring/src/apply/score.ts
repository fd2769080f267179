import type { Frame } from '../data/frame.ts'
import type { AdditiveModel, CategoricalTerm, Model, NumericTerm, PairTerm } from '../model/types.ts'
import { columnOf, levelBins, levelPlace } from './bind.ts'
import { scoreForest } from './forest.ts'
import { pairReader } from './pairs.ts'

/**
 * Adds the points of a number to each row's score. Tables of 2^n edges make every search n steps without a branch that
 * could be guessed wrong; edges at Infinity fill what is over, and no number lies above those.
 */
function addNumeric(term: NumericTerm, frame: Frame, scores: Int32Array): void {
  const { values } = columnOf(frame, term.name, 'numeric')
  let size = 1
  while (size <= term.edges.length) size *= 2
  const edges = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  edges.set(term.edges)
  const points = Int32Array.from(term.points)
  const top = term.edges.length
  const { missing } = term
  for (let row = 0; row < scores.length; row++) {
    const value = values[row] as number
    let bin = 0
    for (let step = size >> 1; step > 0; step >>= 1)
      bin += (edges[bin + step - 1] as number) <= value ? step : 0
    // Only Infinity itself reaches the filled edges.
    if (bin > top) bin = top
    scores[row] = (scores[row] as number) + (Number.isNaN(value) ? missing : (points[bin] as number))
  }
}

function addCategorical(term: CategoricalTerm, frame: Frame, scores: Int32Array): void {
  const column = columnOf(frame, term.name, 'categorical')
  const table = Int32Array.of(...term.points, term.missing)
  const points = levelBins(column, term.levels).map((bin) => table[bin] as number)
  const { codes } = column
  const levels = column.levels.length
  for (let row = 0; row < scores.length; row++)
    scores[row] = (scores[row] as number) + (points[levelPlace(codes[row] as number, levels)] as number)
}

function addPair(model: AdditiveModel, pair: PairTerm, frame: Frame, scores: Int32Array): void {
  const pointsOf = pairReader(model, pair, frame)
  for (let row = 0; row < scores.length; row++) scores[row] = (scores[row] as number) + pointsOf(row)
}

/** Score of each row in points, exact. Inputs are found by name. Throws `InputMissing`. */
export function scoreRows(model: Model, frame: Frame): Int32Array {
  if (model.kind === 'forest') return scoreForest(model, frame)
  const scores = new Int32Array(frame.rows).fill(model.intercept)
  for (const term of model.terms) {
    if (term.kind === 'numeric') addNumeric(term, frame, scores)
    else addCategorical(term, frame, scores)
  }
  for (const pair of model.pairs) addPair(model, pair, frame, scores)
  return scores
}
