import type { BinnedInput } from '../prepare.ts'

export interface GrowOptions {
  /** Splits from the root to a leaf, at most. */
  readonly depth: number
  /** Neither side of a split may have fewer rows. */
  readonly leastRows: number
  /** Added to the curvature: pulls leaves towards 0. */
  readonly shrinkage: number
}

/** A tree as it grows: nodes in preorder, `value` in log-odds before the learning rate. */
export interface GrownTree {
  readonly input: number[]
  readonly bin: number[]
  readonly missingLeft: number[]
  readonly right: number[]
  readonly value: number[]
}

export interface Slopes {
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

interface Side {
  readonly gradient: number
  readonly curvature: number
  readonly rows: number
}

export interface BestSplit {
  readonly input: number
  readonly bin: number
  readonly missingLeft: boolean
  readonly left: number
  readonly right: number
  readonly gain: number
}

/** What a leaf may say under the monotone rules above it. */
interface Bounds {
  readonly low: number
  readonly high: number
}

const FREE: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }

/** Below it a gain is rounding. */
const LEAST_GAIN = 1e-9

/** Grows one tree by exact search over histograms (Chen and Guestrin 2016, Ke et al. 2017). */
export class Grower {
  readonly #inputs: readonly BinnedInput[]
  readonly #options: GrowOptions
  readonly #histograms: readonly { g: Float64Array; h: Float64Array; n: Float64Array }[]

  constructor(inputs: readonly BinnedInput[], options: GrowOptions) {
    this.#inputs = inputs
    this.#options = options
    this.#histograms = inputs.map(({ values }) => ({
      g: new Float64Array(values + 1),
      h: new Float64Array(values + 1),
      n: new Float64Array(values + 1),
    }))
  }

  /** @param rows Rows to learn from; reordered. @param columns Inputs the tree may split by. */
  grow(rows: Int32Array, columns: readonly number[], slopes: Slopes): GrownTree {
    const tree: GrownTree = { input: [], bin: [], missingLeft: [], right: [], value: [] }
    this.#addNode(tree, rows, columns, slopes, 0, FREE)
    return tree
  }

  #addNode(
    tree: GrownTree,
    rows: Int32Array,
    columns: readonly number[],
    slopes: Slopes,
    depth: number,
    bounds: Bounds,
  ): void {
    const all = this.#sum(rows, slopes)
    const node = tree.input.length
    const split = depth < this.#options.depth ? this.bestSplit(rows, columns, slopes, bounds) : undefined
    tree.input.push(split?.input ?? -1)
    tree.bin.push(split?.bin ?? 0)
    tree.missingLeft.push(split?.missingLeft ? 1 : 0)
    tree.right.push(0)
    tree.value.push(split === undefined ? this.#valueOf(all, bounds) : 0)
    if (split === undefined) return
    const monotone = this.#inputs[split.input]?.monotone
    // Everything left of a rising split stays at or below the middle of the two sides, everything right at or above.
    const middle = (split.left + split.right) / 2
    const below = { low: bounds.low, high: monotone === undefined ? bounds.high : middle }
    const above = { low: monotone === undefined ? bounds.low : middle, high: bounds.high }
    const [leftBounds, rightBounds] = monotone === -1 ? [above, below] : [below, above]
    const cut = this.#part(rows, split)
    this.#addNode(tree, rows.subarray(0, cut), columns, slopes, depth + 1, leftBounds)
    tree.right[node] = tree.input.length
    this.#addNode(tree, rows.subarray(cut), columns, slopes, depth + 1, rightBounds)
  }

  /** The split that takes most off the loss; undefined where none takes anything. Of equal ones, the first. */
  bestSplit(
    rows: Int32Array,
    columns: readonly number[],
    slopes: Slopes,
    bounds: Bounds = FREE,
  ): BestSplit | undefined {
    const all = this.#sum(rows, slopes)
    const value = this.#valueOf(all, bounds)
    const unsplit = this.#gainOf(all, value)
    let best: BestSplit | undefined
    for (const input of columns) {
      const found = this.#bestOfInput(input, rows, slopes, all, bounds)
      if (found !== undefined && found.gain - unsplit > Math.max(best?.gain ?? 0, LEAST_GAIN))
        best = { ...found, gain: found.gain - unsplit }
    }
    return best
  }

  #bestOfInput(
    input: number,
    rows: Int32Array,
    slopes: Slopes,
    all: Side,
    bounds: Bounds,
  ): BestSplit | undefined {
    const { values, monotone } = this.#inputs[input] as BinnedInput
    const { g, h, n } = this.#fill(input, rows, slopes)
    const missing = {
      gradient: g[values] as number,
      curvature: h[values] as number,
      rows: n[values] as number,
    }
    const ways = missing.rows > 0 ? [false, true] : [false]
    let best: BestSplit | undefined
    for (const missingLeft of ways) {
      let gradient = missingLeft ? missing.gradient : 0
      let curvature = missingLeft ? missing.curvature : 0
      let count = missingLeft ? missing.rows : 0
      for (let bin = 0; bin < values; bin++) {
        gradient += g[bin] as number
        curvature += h[bin] as number
        count += n[bin] as number
        if (count < this.#options.leastRows) continue
        if (all.rows - count < this.#options.leastRows) break
        const low = { gradient, curvature, rows: count }
        const high = {
          gradient: all.gradient - gradient,
          curvature: all.curvature - curvature,
          rows: all.rows - count,
        }
        const left = this.#valueOf(low, bounds)
        const right = this.#valueOf(high, bounds)
        if (monotone !== undefined && (right - left) * monotone < 0) continue
        const gain = this.#gainOf(low, left) + this.#gainOf(high, right)
        if (gain > (best?.gain ?? Number.NEGATIVE_INFINITY))
          best = { input, bin, missingLeft, left, right, gain }
      }
    }
    return best
  }

  #fill(input: number, rows: Int32Array, { gradient, curvature }: Slopes) {
    const histogram = this.#histograms[input] as { g: Float64Array; h: Float64Array; n: Float64Array }
    const { bins } = this.#inputs[input] as BinnedInput
    const { g, h, n } = histogram
    g.fill(0)
    h.fill(0)
    n.fill(0)
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] as number
      const bin = bins[row] as number
      g[bin] = (g[bin] as number) + (gradient[row] as number)
      h[bin] = (h[bin] as number) + (curvature[row] as number)
      n[bin] = (n[bin] as number) + 1
    }
    return histogram
  }

  #sum(rows: Int32Array, slopes: Slopes): Side {
    let gradient = 0
    let curvature = 0
    for (const row of rows) {
      gradient += slopes.gradient[row] as number
      curvature += slopes.curvature[row] as number
    }
    return { gradient, curvature, rows: rows.length }
  }

  #valueOf({ gradient, curvature }: Side, { low, high }: Bounds): number {
    return Math.max(low, Math.min(high, -gradient / (curvature + this.#options.shrinkage)))
  }

  /** Twice what a leaf of this value takes off the loss, to second order. */
  #gainOf({ gradient, curvature }: Side, value: number): number {
    return -2 * gradient * value - (curvature + this.#options.shrinkage) * value * value
  }

  /** Rows that go left first, in their order, then the others; gives how many go left. */
  #part(rows: Int32Array, { input, bin, missingLeft }: BestSplit): number {
    const { bins, values } = this.#inputs[input] as BinnedInput
    const right = new Int32Array(rows.length)
    let lefts = 0
    let rights = 0
    for (const row of rows) {
      const own = bins[row] as number
      if (own === values ? missingLeft : own <= bin) rows[lefts++] = row
      else right[rights++] = row
    }
    rows.set(right.subarray(0, rights), lefts)
    return lefts
  }
}

/** Node of the leaf a row falls into. */
export function leafOf(tree: GrownTree, inputs: readonly BinnedInput[], row: number): number {
  let node = 0
  for (;;) {
    const place = tree.input[node] as number
    if (place < 0) return node
    const { bins, values } = inputs[place] as BinnedInput
    const bin = bins[row] as number
    const left = bin === values ? tree.missingLeft[node] === 1 : bin <= (tree.bin[node] as number)
    node = left ? node + 1 : (tree.right[node] as number)
  }
}
