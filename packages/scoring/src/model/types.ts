/** Points per unit of log-odds: every figure in a model is a whole number of 1/10,000 log-odds. */
export const POINTS_PER_LOG_ODDS = 10_000

/**
 * From points to log-odds of default: `intercept + slope × points / POINTS_PER_LOG_ODDS`.
 * Both have at most six decimals. Slope 1 and intercept 0 leave the score as it is.
 */
export interface Calibration {
  readonly slope: number
  readonly intercept: number
}

/**
 * Points of a number. `edges` rise; bin 0 lies below the first, bin k holds `edges[k - 1] <= value < edges[k]`,
 * the last holds `edges.at(-1)` and above. No edges: one bin for every value.
 */
export interface NumericTerm {
  readonly kind: 'numeric'
  readonly name: string
  /** As told by the schema: +1 the points never fall from bin to bin, -1 they never rise. */
  readonly monotone?: 1 | -1
  readonly edges: readonly number[]
  /** One for each bin: `edges.length + 1`. */
  readonly points: readonly number[]
  /** Points of a missing value. */
  readonly missing: number
  /** Training rows in each bin, and without a value. */
  readonly rows: { readonly bins: readonly number[]; readonly missing: number }
}

/** Points of a named level. */
export interface CategoricalTerm {
  readonly kind: 'categorical'
  readonly name: string
  /** In byte order. */
  readonly levels: readonly string[]
  /** One for each level. */
  readonly points: readonly number[]
  /** Points of a missing value and of a level that was not seen in training. */
  readonly missing: number
  readonly rows: { readonly bins: readonly number[]; readonly missing: number }
}

export type Term = NumericTerm | CategoricalTerm

/** One side of a pair: the input's place in `terms`, and for a number its own, coarser edges (none for levels). */
export interface PairSide {
  readonly term: number
  readonly edges: readonly number[]
}

/**
 * Points of two inputs together. Each side has its bins (for levels: the term's levels) and one more, the last, for
 * missing or unseen. `points[i * columns + j]` is that of bin i of `first` and bin j of `second`.
 */
export interface PairTerm {
  readonly first: PairSide
  readonly second: PairSide
  readonly points: readonly number[]
}

/** The glass box: a score is `intercept` and the points of each term, added. More points: more likely to default. */
export interface AdditiveModel {
  readonly kind: 'additive'
  readonly version: 1
  /** Points of a row with the training rows' average points in every term. */
  readonly intercept: number
  /** In the order of the training frame's inputs. The points of each average to 0 over the training rows. */
  readonly terms: readonly Term[]
  /** At most a few; the points of each average to 0 over the training rows. */
  readonly pairs: readonly PairTerm[]
  readonly calibration: Calibration
}

/** How the forest reads an input: a number by its edges (as in `NumericTerm`), a level by its rank. */
export type ForestInput =
  | {
      readonly kind: 'numeric'
      readonly name: string
      readonly monotone?: 1 | -1
      readonly edges: readonly number[]
    }
  | {
      readonly kind: 'categorical'
      readonly name: string
      /** From the level that defaulted least in training to the one that did most: a level's bin is its place. */
      readonly levels: readonly string[]
    }

/**
 * One tree, nodes in preorder from 0, the root. Of a leaf, `input` is -1 and `value` its points; of a split, rows go
 * `left` (always the next node) when their bin is at most `bin`, missing ones when `missingLeft` is 1, else `right`.
 */
export interface ForestTree {
  readonly input: readonly number[]
  readonly bin: readonly number[]
  readonly missingLeft: readonly number[]
  readonly right: readonly number[]
  readonly value: readonly number[]
}

/** The challenger: a score is `intercept` and the points of the leaf reached in each tree, added. */
export interface ForestModel {
  readonly kind: 'forest'
  readonly version: 1
  readonly intercept: number
  readonly inputs: readonly ForestInput[]
  readonly trees: readonly ForestTree[]
  readonly calibration: Calibration
}

export type Model = AdditiveModel | ForestModel
