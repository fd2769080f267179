import type { LabelledFrame } from '../../data/frame.ts'
import { type AdditiveModel, POINTS_PER_LOG_ODDS, type Term } from '../../model/types.ts'
import { type CalibrationOptions, crossFitted } from '../calibrate.ts'
import { type BinnedInput, type PrepareOptions, prepare, type Training } from '../prepare.ts'
import type { OnProgress } from '../progress.ts'
import { Random } from '../random.ts'
import { stratifiedSplit } from '../split.ts'
import { type BoostOptions, boostShapes } from './boost.ts'

export interface ChampionOptions extends PrepareOptions, BoostOptions {
  readonly seed: number
  /** Models that are averaged, each with other rows held out. */
  readonly bags: number
  readonly heldOutShare: number
  readonly calibration: CalibrationOptions
  readonly onProgress?: OnProgress
}

export const CHAMPION_DEFAULTS: ChampionOptions = {
  seed: 1,
  mostBins: 32,
  leastRowsOfLevel: 20,
  halfLifeDays: Number.POSITIVE_INFINITY,
  shrinkage: 60,
  leastRows: 20,
  learningRate: 0.05,
  mostRounds: 2_000,
  patience: 40,
  bags: 8,
  heldOutShare: 0.15,
  calibration: { folds: 5, halfLifeDays: 180 },
}

/** Which numbers for chance: those of the final bags, and those of each fold of the calibration. */
const FINAL = 0

/** Points by input and bin, each input's averaging to 0 over all the training rows, and the intercept. */
interface Points {
  readonly intercept: number
  readonly inputs: readonly Int32Array[]
}

const rowsByBin = ({ bins, values }: BinnedInput): number[] => {
  const rows = new Array<number>(values + 1).fill(0)
  for (const bin of bins) rows[bin] = (rows[bin] as number) + 1
  return rows
}

/** Moves the average of each shape into the intercept and rounds to whole points. */
function toPoints(training: Training, start: number, shapes: readonly Float64Array[]): Points {
  let intercept = start
  const inputs = shapes.map((shape, place) => {
    const rows = rowsByBin(training.inputs[place] as BinnedInput)
    const mean = shape.reduce((sum, value, bin) => sum + value * (rows[bin] as number), 0) / training.rows
    intercept += mean
    return Int32Array.from(shape, (value) => Math.round((value - mean) * POINTS_PER_LOG_ODDS))
  })
  return { intercept: Math.round(intercept * POINTS_PER_LOG_ODDS), inputs }
}

/** Boosts each bag on its own and averages them. */
function learn(
  training: Training,
  rows: Int32Array,
  options: ChampionOptions,
  purpose: number,
  onBag: () => void,
): Points {
  const outcome = Uint8Array.from(rows, (row) => training.outcome[row] as number)
  const sums = training.inputs.map(({ values }) => new Float64Array(values + 1))
  let start = 0
  for (let bag = 0; bag < options.bags; bag++) {
    const split = stratifiedSplit(outcome, options.heldOutShare, new Random(options.seed, purpose, bag))
    const learnt = split.learnt.map((place) => rows[place] as number)
    const heldOut = split.heldOut.map((place) => rows[place] as number)
    const shapes = boostShapes(training, learnt, heldOut, options)
    start += shapes.start / options.bags
    for (const [place, sum] of sums.entries()) {
      const shape = shapes.inputs[place] as Float64Array
      for (let bin = 0; bin < sum.length; bin++)
        sum[bin] = (sum[bin] as number) + (shape[bin] as number) / options.bags
    }
    onBag()
  }
  return toPoints(training, start, sums)
}

const scoreOf = (training: Training, { intercept, inputs }: Points, row: number): number =>
  inputs.reduce(
    (sum, points, place) =>
      sum + (points[(training.inputs[place] as BinnedInput).bins[row] as number] as number),
    intercept,
  )

function termOf(input: BinnedInput, all: Int32Array): Term {
  const { name, edges, levels, monotone, values } = input
  const rows = rowsByBin(input)
  const points = {
    points: [...all.subarray(0, values)],
    missing: all[values] as number,
    rows: { bins: rows.slice(0, values), missing: rows[values] as number },
  }
  if (input.kind === 'categorical') return { kind: 'categorical', name, levels, ...points }
  return { kind: 'numeric', name, ...(monotone === undefined ? {} : { monotone }), edges, ...points }
}

/**
 * Trains the champion, an explainable boosting machine: additive, so that a score is the points of each input, added.
 * The same loans, in whatever order, options and seed give the same model on every platform. Throws `NothingToLearn`.
 */
export function trainChampion(frame: LabelledFrame, asked: Partial<ChampionOptions> = {}): AdditiveModel {
  const options = { ...CHAMPION_DEFAULTS, ...asked }
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
      const points = learn(training, learnt, options, FINAL + 1 + fold, onBag('crossFitting'))
      return heldOut.map((row) => scoreOf(training, points, row))
    },
  )
  const { intercept, inputs } = learn(training, all, options, FINAL, onBag('training'))
  return {
    kind: 'additive',
    version: 1,
    intercept,
    terms: training.inputs.map((input, place) => termOf(input, inputs[place] as Int32Array)),
    pairs: [],
    calibration,
  }
}
