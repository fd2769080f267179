import { exp, log } from '../../model/exponential.ts'
import { baseOdds, lossAt } from '../odds.ts'
import type { BinnedInput, Training } from '../prepare.ts'
import type { Random } from '../random.ts'
import { Grower, type GrownTree, type GrowOptions, leafOf } from './grow.ts'

export interface ForestBoostOptions extends GrowOptions {
  readonly learningRate: number
  readonly mostTrees: number
  /** Trees without a better loss on the rows held out, before boosting ends. */
  readonly patience: number
  /** Share of the rows each tree learns from. */
  readonly rowShare: number
  /** Share of the inputs each tree may split by. */
  readonly columnShare: number
}

export interface Boosted {
  /** Log-odds. */
  readonly start: number
  /** Leaf values in log-odds, the learning rate applied. */
  readonly trees: readonly GrownTree[]
}

function lossOf({ weights, outcome }: Training, rows: Int32Array, odds: Float64Array): number {
  let sum = 0
  for (const row of rows)
    sum += (weights[row] as number) * lossAt(odds[row] as number, outcome[row] as number)
  return sum
}

/** Multiplies the odds of each row by exp of its leaf. */
function applyTree(
  tree: GrownTree,
  inputs: readonly BinnedInput[],
  rows: Int32Array,
  odds: Float64Array,
): void {
  const factors = tree.value.map(exp)
  for (const row of rows) odds[row] = (odds[row] as number) * (factors[leafOf(tree, inputs, row)] as number)
}

const someOf = (all: Int32Array, share: number, random: Random): Int32Array =>
  random
    .shuffle(all.slice())
    .subarray(0, Math.max(1, Math.round(all.length * share)))
    .sort()

/**
 * Gradient boosting with Newton steps: each tree learns from some rows and some inputs, chosen by chance, and the
 * trees up to the best loss on the rows held out are kept. Where no rows are held out, those learnt from are asked.
 */
export function boostForest(
  training: Training,
  inputs: readonly BinnedInput[],
  learnt: Int32Array,
  heldOut: Int32Array,
  options: ForestBoostOptions,
  random: Random,
): Boosted {
  const start = baseOdds(training, learnt)
  const odds = new Float64Array(training.rows).fill(start)
  const slopes = { gradient: new Float64Array(training.rows), curvature: new Float64Array(training.rows) }
  const grower = new Grower(inputs, options)
  const columns = Int32Array.from(inputs, (_, place) => place)
  const trees: GrownTree[] = []
  let kept = 0
  const asked = heldOut.length === 0 ? learnt : heldOut
  let bestLoss = lossOf(training, asked, odds)
  while (trees.length < options.mostTrees && trees.length - kept < options.patience) {
    const rows = someOf(learnt, options.rowShare, random)
    for (const row of rows) {
      const o = odds[row] as number
      const p = o / (1 + o)
      const w = training.weights[row] as number
      slopes.gradient[row] = w * (p - (training.outcome[row] as number))
      slopes.curvature[row] = w * p * (1 - p)
    }
    const grown = grower.grow(rows, [...someOf(columns, options.columnShare, random)], slopes)
    const tree = { ...grown, value: grown.value.map((value) => value * options.learningRate) }
    trees.push(tree)
    applyTree(tree, inputs, learnt, odds)
    applyTree(tree, inputs, heldOut, odds)
    const loss = lossOf(training, asked, odds)
    if (loss < bestLoss) {
      bestLoss = loss
      kept = trees.length
    }
  }
  return { start: log(start), trees: trees.slice(0, kept) }
}
