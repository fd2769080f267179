import type { BinnedInput, Training } from '../prepare.ts'

/** Rows of average outcome mixed into each level, so that a rare one does not stand at an end by chance. */
const PRIOR_ROWS = 50

/**
 * The input with its levels in the order of their default rate among some rows, so that a tree splits them like a
 * number. Equal rates keep the byte order of their names.
 */
export function rankLevels(input: BinnedInput, training: Training, rows: Int32Array): BinnedInput {
  if (input.kind === 'numeric') return input
  const weight = new Float64Array(input.values + 1)
  const defaults = new Float64Array(input.values + 1)
  let [allWeight, allDefaults] = [0, 0]
  for (const row of rows) {
    const bin = input.bins[row] as number
    const w = training.weights[row] as number
    const bad = w * (training.outcome[row] as number)
    weight[bin] = (weight[bin] as number) + w
    defaults[bin] = (defaults[bin] as number) + bad
    allWeight += w
    allDefaults += bad
  }
  const prior = allDefaults / allWeight
  const rate = weight.map((w, bin) => ((defaults[bin] as number) + PRIOR_ROWS * prior) / (w + PRIOR_ROWS))
  const order = Array.from({ length: input.values }, (_, bin) => bin).sort(
    (a, b) => (rate[a] as number) - (rate[b] as number) || a - b,
  )
  const places = new Uint16Array(input.values + 1)
  for (const [place, bin] of order.entries()) places[bin] = place
  places[input.values] = input.values
  return {
    ...input,
    levels: order.map((bin) => input.levels[bin] as string),
    bins: input.bins.map((bin) => places[bin] as number),
  }
}
