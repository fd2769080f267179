import { exp, log } from '../../model/exponential.ts'
import { baseOdds, lossAt } from '../odds.ts'
import type { Training } from '../prepare.ts'
import { type Histogram, type ShapeOptions, shapeStep } from './shape.ts'

export interface BoostOptions extends ShapeOptions {
  /** Share of each step that is taken. */
  readonly learningRate: number
  readonly mostRounds: number
  /** Rounds without a better loss on the rows held out, before boosting ends. */
  readonly patience: number
}

/** Log-odds by input and bin, and where they start. */
export interface Shapes {
  readonly start: number
  readonly inputs: readonly Float64Array[]
}

/** Some rows of the training, each input's bins side by side. */
interface Part {
  readonly rows: number
  readonly bins: readonly Uint16Array[]
  readonly outcome: Uint8Array
  readonly weights: Float64Array
  /** Odds of default by the model so far: kept as odds so that a step is one product and no exp. */
  readonly odds: Float64Array
}

function partOf({ inputs, outcome, weights }: Training, rows: Int32Array, odds: number): Part {
  return {
    rows: rows.length,
    bins: inputs.map(({ bins }) => Uint16Array.from(rows, (row) => bins[row] as number)),
    outcome: Uint8Array.from(rows, (row) => outcome[row] as number),
    weights: Float64Array.from(rows, (row) => weights[row] as number),
    odds: new Float64Array(rows.length).fill(odds),
  }
}

function fillHistogram(part: Part, bins: Uint16Array, { gradient, curvature, rows }: Histogram): void {
  gradient.fill(0)
  curvature.fill(0)
  rows.fill(0)
  const { odds, outcome, weights } = part
  for (let row = 0; row < bins.length; row++) {
    const bin = bins[row] as number
    const o = odds[row] as number
    const w = weights[row] as number
    const p = o / (1 + o)
    gradient[bin] = (gradient[bin] as number) + w * (p - (outcome[row] as number))
    curvature[bin] = (curvature[bin] as number) + w * p * (1 - p)
    rows[bin] = (rows[bin] as number) + 1
  }
}

function multiplyOdds({ odds }: Part, bins: Uint16Array, factors: Float64Array): void {
  for (let row = 0; row < bins.length; row++)
    odds[row] = (odds[row] as number) * (factors[bins[row] as number] as number)
}

function lossOf({ odds, outcome, weights }: Part): number {
  let sum = 0
  for (let row = 0; row < odds.length; row++)
    sum += (weights[row] as number) * lossAt(odds[row] as number, outcome[row] as number)
  return sum
}

/**
 * Cyclic boosting (Lou, Caruana, Gehrke 2012): round after round each input in turn takes one small step on what the
 * others leave unexplained, until the rows held out gain no more; the shapes of the best round are kept. Where no rows
 * are held out, those learnt from are asked instead.
 */
export function boostShapes(
  training: Training,
  learnt: Int32Array,
  heldOut: Int32Array,
  options: BoostOptions,
): Shapes {
  const odds = baseOdds(training, learnt)
  const part = partOf(training, learnt, odds)
  const check = partOf(training, heldOut.length === 0 ? learnt : heldOut, odds)
  const { inputs } = training
  const shapes = inputs.map(({ values }) => new Float64Array(values + 1))
  const histograms = inputs.map(({ values }) => ({
    gradient: new Float64Array(values + 1),
    curvature: new Float64Array(values + 1),
    rows: new Float64Array(values + 1),
  }))
  const step = inputs.map(({ values }) => new Float64Array(values + 1))
  let best = shapes.map((shape) => shape.slice())
  let bestLoss = lossOf(check)
  let bestRound = 0
  for (let round = 1; round <= options.mostRounds && round - bestRound <= options.patience; round++) {
    for (let place = 0; place < inputs.length; place++) {
      const input = inputs[place] as Training['inputs'][number]
      const histogram = histograms[place] as Histogram
      const delta = step[place] as Float64Array
      const shape = shapes[place] as Float64Array
      fillHistogram(part, part.bins[place] as Uint16Array, histogram)
      shapeStep(input, histogram, options, delta)
      for (let bin = 0; bin < delta.length; bin++) {
        const logOdds = (delta[bin] as number) * options.learningRate
        shape[bin] = (shape[bin] as number) + logOdds
        delta[bin] = exp(logOdds)
      }
      multiplyOdds(part, part.bins[place] as Uint16Array, delta)
      multiplyOdds(check, check.bins[place] as Uint16Array, delta)
    }
    const loss = lossOf(check)
    if (loss < bestLoss) {
      bestLoss = loss
      bestRound = round
      best = shapes.map((shape) => shape.slice())
    }
  }
  return { start: log(odds), inputs: best }
}
