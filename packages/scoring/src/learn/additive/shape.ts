import type { BinnedInput } from '../prepare.ts'

/** Per bin: gradient and curvature of the loss, and rows. The last bin is that of missing values. */
export interface Histogram {
  readonly gradient: Float64Array
  readonly curvature: Float64Array
  readonly rows: Float64Array
}

export interface ShapeOptions {
  /** Added to the curvature: pulls a step towards 0, more where there are few rows. */
  readonly shrinkage: number
  /** Neither side of a cut may have fewer rows. */
  readonly leastRows: number
}

const stepOf = (gradient: number, curvature: number, shrinkage: number) => -gradient / (curvature + shrinkage)
const gainOf = (gradient: number, curvature: number, shrinkage: number) =>
  (gradient * gradient) / (curvature + shrinkage)

/** The best tree of one input with at most two cuts, by what it takes off the loss (to second order). */
export interface Cuts {
  /** First bin right of each cut; the number of bins where there is none. */
  readonly first: number
  readonly second: number
  readonly steps: readonly [number, number, number]
}

/**
 * Tries every pair of cuts of the ordered bins. Under a monotone rule a pair whose steps run the wrong way is passed
 * over, so the sum of many such trees obeys the rule too.
 */
export function bestCuts(
  histogram: Histogram,
  values: number,
  monotone: 1 | -1 | undefined,
  { shrinkage, leastRows }: ShapeOptions,
): Cuts {
  const sumG = new Float64Array(values + 1)
  const sumH = new Float64Array(values + 1)
  const sumN = new Float64Array(values + 1)
  for (let bin = 0; bin < values; bin++) {
    sumG[bin + 1] = (sumG[bin] as number) + (histogram.gradient[bin] as number)
    sumH[bin + 1] = (sumH[bin] as number) + (histogram.curvature[bin] as number)
    sumN[bin + 1] = (sumN[bin] as number) + (histogram.rows[bin] as number)
  }
  const allG = sumG[values] as number
  const allH = sumH[values] as number
  const allN = sumN[values] as number
  const rising = (low: number, high: number) => monotone === undefined || (high - low) * monotone >= 0
  const whole = stepOf(allG, allH, shrinkage)
  let best: Cuts = { first: values, second: values, steps: [whole, whole, whole] }
  let bestGain = gainOf(allG, allH, shrinkage)
  for (let first = 1; first < values; first++) {
    const nA = sumN[first] as number
    if (nA < leastRows || allN - nA < leastRows) continue
    const gA = sumG[first] as number
    const hA = sumH[first] as number
    const a = stepOf(gA, hA, shrinkage)
    const gainA = gainOf(gA, hA, shrinkage)
    for (let second = first + 1; second <= values; second++) {
      const nB = (sumN[second] as number) - nA
      const nC = allN - nA - nB
      if (nB < leastRows || (second < values && nC < leastRows)) continue
      const gB = (sumG[second] as number) - gA
      const hB = (sumH[second] as number) - hA
      const gC = allG - gA - gB
      const hC = allH - hA - hB
      const gain = gainA + gainOf(gB, hB, shrinkage) + (second < values ? gainOf(gC, hC, shrinkage) : 0)
      if (gain <= bestGain) continue
      const b = stepOf(gB, hB, shrinkage)
      const c = second < values ? stepOf(gC, hC, shrinkage) : b
      if (!rising(a, b) || !rising(b, c)) continue
      bestGain = gain
      best = { first, second, steps: [a, b, c] }
    }
  }
  return best
}

/**
 * One boosting step of one input: what to add to the log-odds of each bin, before the learning rate. Numbers get the
 * best tree of two cuts, levels a step each; missing values always a step of their own.
 */
export function shapeStep(
  input: BinnedInput,
  histogram: Histogram,
  options: ShapeOptions,
  into: Float64Array,
): void {
  const { values } = input
  const own = (bin: number) =>
    stepOf(histogram.gradient[bin] as number, histogram.curvature[bin] as number, options.shrinkage)
  if (input.kind === 'categorical') {
    for (let bin = 0; bin <= values; bin++) into[bin] = own(bin)
    return
  }
  const { first, second, steps } = bestCuts(histogram, values, input.monotone, options)
  into.fill(steps[0], 0, first)
  into.fill(steps[1], first, second)
  into.fill(steps[2], second, values)
  into[values] = own(values)
}
