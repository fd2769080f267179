import type { LabelledFrame } from '../../data/frame.ts'
import {
  type ForestInput,
  type ForestModel,
  type ForestTree,
  POINTS_PER_LOG_ODDS,
} from '../../model/types.ts'
import { type CalibrationOptions, crossFitted } from '../calibrate.ts'
import { type BinnedInput, type PrepareOptions, prepare, type Training } from '../prepare.ts'
import type { OnProgress } from '../progress.ts'
import { Random } from '../random.ts'
import { stratifiedSplit } from '../split.ts'
import { boostForest, type ForestBoostOptions } from './boost.ts'
import { type GrownTree, leafOf } from './grow.ts'
import { rankLevels } from './rank.ts'

export interface ChallengerOptions extends PrepareOptions, ForestBoostOptions {
  readonly seed: number
  /** Forests that are averaged, each with other rows held out. */
  readonly bags: number
  readonly heldOutShare: number
  readonly calibration: CalibrationOptions
  /** Whether the monotone rules of the inputs bind the challenger too. */
  readonly monotone: boolean
  readonly onProgress?: OnProgress
}

export const CHALLENGER_DEFAULTS: ChallengerOptions = {
  seed: 1,
  mostBins: 32,
  leastRowsOfLevel: 20,
  halfLifeDays: Number.POSITIVE_INFINITY,
  depth: 5,
  leastRows: 40,
  shrinkage: 10,
  learningRate: 0.06,
  mostTrees: 600,
  patience: 40,
  rowShare: 0.6,
  columnShare: 0.25,
  bags: 5,
  heldOutShare: 0.15,
  monotone: true,
  calibration: { folds: 5, halfLifeDays: 180 },
}

/** Which numbers for chance: those of the final forests, and those of each fold of the calibration. */
const FINAL = 0

const pointsOf = (logOdds: number) => Math.round(logOdds * POINTS_PER_LOG_ODDS)

interface Forest {
  readonly inputs: readonly BinnedInput[]
  readonly intercept: number
  readonly trees: readonly GrownTree[]
}

/** Some forests, averaged: the leaves in points. */
function learn(
  training: Training,
  rows: Int32Array,
  options: ChallengerOptions,
  purpose: number,
  onBag: () => void,
): Forest {
  const inputs = training.inputs.map((input) => {
    const { monotone, ...free } = rankLevels(input, training, rows)
    return options.monotone && monotone !== undefined ? { ...free, monotone } : free
  })
  const outcome = Uint8Array.from(rows, (row) => training.outcome[row] as number)
  const trees: GrownTree[] = []
  let start = 0
  for (let bag = 0; bag < options.bags; bag++) {
    const random = new Random(options.seed, purpose, bag)
    const split = stratifiedSplit(outcome, options.heldOutShare, random)
    const [learnt, heldOut] = [split.learnt, split.heldOut].map((places) =>
      Int32Array.from(places, (place) => rows[place] as number),
    ) as [Int32Array, Int32Array]
    const boosted = boostForest(training, inputs, learnt, heldOut, options, random)
    start += boosted.start / options.bags
    for (const tree of boosted.trees)
      trees.push({ ...tree, value: tree.value.map((value) => pointsOf(value / options.bags)) })
    onBag()
  }
  return { inputs, intercept: pointsOf(start), trees }
}

function scoreOf({ inputs, intercept, trees }: Forest, row: number): number {
  return trees.reduce((sum, tree) => sum + (tree.value[leafOf(tree, inputs, row)] as number), intercept)
}

function forestInput({ kind, name, edges, levels, monotone }: BinnedInput): ForestInput {
  if (kind === 'categorical') return { kind, name, levels }
  return { kind, name, ...(monotone === undefined ? {} : { monotone }), edges }
}

/**
 * Trains the challenger, a gradient-boosted forest. The same loans, in whatever order, options and seed give the same
 * model on every platform. Throws `NothingToLearn`.
 */
export function trainChallenger(frame: LabelledFrame, asked: Partial<ChallengerOptions> = {}): ForestModel {
  const options = { ...CHALLENGER_DEFAULTS, ...asked }
  const training = prepare(frame, options)
  const all = Int32Array.from(training.outcome, (_, row) => row)
  let done = 0
  const onBag = (stage: 'crossFitting' | 'training') => () => {
    done++
    options.onProgress?.({ stage, done, all: options.bags * (options.calibration.folds + 1) })
  }
  const calibration = crossFitted(
    training,
    options.calibration,
    new Random(options.seed),
    (learnt, heldOut, fold) => {
      const forest = learn(training, learnt, options, FINAL + 1 + fold, onBag('crossFitting'))
      return heldOut.map((row) => scoreOf(forest, row))
    },
  )
  const { inputs, intercept, trees } = learn(training, all, options, FINAL, onBag('training'))
  return {
    kind: 'forest',
    version: 1,
    intercept,
    inputs: inputs.map(forestInput),
    trees: trees satisfies readonly ForestTree[],
    calibration,
  }
}
