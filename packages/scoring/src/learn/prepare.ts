import type { CategoricalInput, Input, LabelledFrame, NumericInput } from '../data/frame.ts'
import { binOf } from '../model/bins.ts'
import { exp } from '../model/exponential.ts'
import { quantileEdges } from './edges.ts'

/** A column as the learners see it: bins. The last, `values`, is that of missing, unseen and rare. */
export interface BinnedInput {
  readonly kind: Input['kind']
  readonly name: string
  readonly monotone?: 1 | -1
  /** Of a number. */
  readonly edges: readonly number[]
  /** Of levels. */
  readonly levels: readonly string[]
  /** Bins of values; the missing bin's number. */
  readonly values: number
  readonly bins: Uint16Array
}

/** Training rows in an order of their own, which does not depend on the order they came in. */
export interface Training {
  readonly rows: number
  readonly inputs: readonly BinnedInput[]
  readonly outcome: Uint8Array
  readonly issuedOn: Int32Array
  readonly weights: Float64Array
}

export interface PrepareOptions {
  /** Bins of values for a number, at most 65,000. */
  readonly mostBins: number
  /** A level with fewer training rows is treated as unseen ones are, which gives those rows to learn from. */
  readonly leastRowsOfLevel: number
  /** A loan issued this many days before the last counts half. Infinity: all count alike. */
  readonly halfLifeDays: number
}

/** There is nothing to learn from: no rows, no inputs, or one outcome alone. */
export class NothingToLearn extends Error {
  override readonly name = 'NothingToLearn'
}

type Unordered = Omit<BinnedInput, 'bins'> & { bins: Uint16Array }

function binNumeric({ name, values, monotone }: NumericInput, mostBins: number): Unordered {
  const edges = quantileEdges(values, mostBins)
  const missing = edges.length + 1
  const bins = Uint16Array.from(values, (value) => (Number.isNaN(value) ? missing : binOf(edges, value)))
  const sign = monotone === undefined ? {} : { monotone }
  return { kind: 'numeric', name, ...sign, edges, levels: [], values: missing, bins }
}

function binCategorical({ name, levels, codes }: CategoricalInput, leastRows: number): Unordered {
  const counts = new Map<string, number>()
  for (const code of codes) {
    const level = levels[code]
    if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const kept = [...counts].flatMap(([level, count]) => (count >= leastRows ? [level] : [])).sort()
  const places = new Map(kept.map((level, place) => [level, place]))
  const bins = Uint16Array.from(codes, (code) => places.get(levels[code] ?? '') ?? kept.length)
  return { kind: 'categorical', name, edges: [], levels: kept, values: kept.length, bins }
}

/** Rows by date, outcome and bins: rows that are alike in all of them are the same to a learner. */
function canonicalOrder(frame: LabelledFrame, inputs: readonly Unordered[]): Uint32Array {
  const { issuedOn, outcome } = frame
  const keys: ArrayLike<number>[] = [issuedOn, outcome, ...inputs.map(({ bins }) => bins)]
  return Uint32Array.from({ length: frame.rows }, (_, row) => row).sort((a, b) => {
    for (const key of keys) {
      const difference = (key[a] as number) - (key[b] as number)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function recencyWeights(issuedOn: Int32Array, halfLifeDays: number): Float64Array {
  const latest = issuedOn.reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY)
  const perDay = halfLifeDays === Number.POSITIVE_INFINITY ? 0 : Math.LN2 / halfLifeDays
  const weights = Float64Array.from(issuedOn, (day) => exp(-perDay * (latest - day)))
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  return weights.map((weight) => weight / mean)
}

/**
 * Bins the columns by the training rows alone and puts the rows into an order of their own, so that the same rows in
 * another order train the same model, byte for byte. Throws `NothingToLearn`.
 */
export function prepare(frame: LabelledFrame, options: PrepareOptions): Training {
  const defaults = frame.outcome.reduce((sum, outcome) => sum + outcome, 0)
  if (frame.rows === 0) throw new NothingToLearn('There are no rows to learn from.')
  if (frame.inputs.length === 0) throw new NothingToLearn('There are no inputs to learn from.')
  if (defaults === 0 || defaults === frame.rows) {
    const all = defaults === 0 ? 'was repaid' : 'defaulted'
    throw new NothingToLearn(`Every one of the ${frame.rows} loans ${all}: nothing tells them apart.`)
  }
  const inputs = frame.inputs.map((input) =>
    input.kind === 'numeric'
      ? binNumeric(input, options.mostBins)
      : binCategorical(input, options.leastRowsOfLevel),
  )
  const order = canonicalOrder(frame, inputs)
  const issuedOn = Int32Array.from(order, (row) => frame.issuedOn[row] as number)
  return {
    rows: frame.rows,
    inputs: inputs.map((input) => ({
      ...input,
      bins: Uint16Array.from(order, (row) => input.bins[row] as number),
    })),
    outcome: Uint8Array.from(order, (row) => frame.outcome[row] as number),
    issuedOn,
    weights: recencyWeights(issuedOn, options.halfLifeDays),
  }
}
