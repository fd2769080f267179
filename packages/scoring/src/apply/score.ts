import type { Frame } from '../data/frame.ts'
import type { AdditiveModel, CategoricalTerm, Model, NumericTerm, PairTerm } from '../model/types.ts'
import { columnOf, levelBins, levelPlace } from './bind.ts'
import { scoreForest } from './forest.ts'
import { pairReader } from './pairs.ts'

/** Cells of equal width between the first edge and the last: most hold no edge or one. */
const CELLS = 1_024

/**
 * Adds the points of a number to each row's score. A table says how many edges lie in the cells below a value's own;
 * those in its own cell are compared one by one. The cell of a number never falls as the number rises, rounding or not,
 * so this is exact.
 */
function addNumeric(term: NumericTerm, frame: Frame, scores: Int32Array): void {
  const { values } = columnOf(frame, term.name, 'numeric')
  const edges = Float64Array.from(term.edges)
  const points = Int32Array.from(term.points)
  const { missing } = term
  const count = edges.length
  const first = edges[0] ?? 0
  const perUnit = count < 2 ? 0 : CELLS / ((edges[count - 1] as number) - first)
  const cellOf = (value: number): number => {
    const place = (value - first) * perUnit
    return place >= CELLS ? CELLS : place > 0 ? place | 0 : 0
  }
  const below = new Int32Array(CELLS + 1)
  for (let cell = 0; cell <= CELLS; cell++) below[cell] = edges.filter((edge) => cellOf(edge) < cell).length
  for (let row = 0; row < scores.length; row++) {
    const value = values[row] as number
    if (Number.isNaN(value)) {
      scores[row] = (scores[row] as number) + missing
      continue
    }
    let bin = below[cellOf(value)] as number
    while (bin < count && (edges[bin] as number) <= value) bin++
    scores[row] = (scores[row] as number) + (points[bin] as number)
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
