import type { Frame } from '../data/frame.ts'
import { binOf } from '../model/bins.ts'
import type { ForestInput, ForestModel, ForestTree } from '../model/types.ts'
import { columnOf, levelBins, levelPlace } from './bind.ts'

/** Stands for a missing value or an unseen level. */
const MISSING = -1

/** Bin of each row in an input of the forest, -1 for missing and unseen. */
function forestBins(input: ForestInput, frame: Frame): Int16Array {
  const bins = new Int16Array(frame.rows)
  if (input.kind === 'numeric') {
    const { values } = columnOf(frame, input.name, 'numeric')
    const edges = Float64Array.from(input.edges)
    for (let row = 0; row < bins.length; row++) {
      const value = values[row] as number
      bins[row] = Number.isNaN(value) ? MISSING : binOf(edges, value)
    }
    return bins
  }
  const column = columnOf(frame, input.name, 'categorical')
  const places = levelBins(column, input.levels).map((bin) => (bin === input.levels.length ? MISSING : bin))
  for (let row = 0; row < bins.length; row++)
    bins[row] = places[levelPlace(column.codes[row] as number, column.levels.length)] as number
  return bins
}

function leafPoints(tree: ForestTree, bins: readonly Int16Array[], row: number): number {
  let node = 0
  for (;;) {
    const input = tree.input[node] as number
    if (input < 0) return tree.value[node] as number
    const bin = (bins[input] as Int16Array)[row] as number
    const left = bin === MISSING ? tree.missingLeft[node] === 1 : bin <= (tree.bin[node] as number)
    node = left ? node + 1 : (tree.right[node] as number)
  }
}

/** Score of each row in points, exact. Throws `InputMissing`. */
export function scoreForest(model: ForestModel, frame: Frame): Int32Array {
  const bins = model.inputs.map((input) => forestBins(input, frame))
  const scores = new Int32Array(frame.rows).fill(model.intercept)
  for (const tree of model.trees)
    for (let row = 0; row < scores.length; row++)
      scores[row] = (scores[row] as number) + leafPoints(tree, bins, row)
  return scores
}
