import { exp, log } from '../model/exponential.ts'
import { type ForestTree, type Model, type NumericTerm, POINTS_PER_LOG_ODDS } from '../model/types.ts'
import { DAYS_PER_MONTH, LEAST_DEFAULTS } from './pd.ts'

/** Years beyond the term of the training loans that are drawn; still longer loans count as the last. */
const YEARS_BEYOND = 5

/**
 * Points by term for a model whose training loans all ran equally long, so that it could learn nothing of it: a loan
 * that runs longer has more time to fail. A shorter one has the hazard the training loans had by then; a longer one
 * goes on, year by year, at the hazard of their last year. Whole years; the points are those of the average loan:
 * `logit(1 - e^-H(term)) - logit(1 - e^-H(all))`, over the slope of the calibration they will go through. Null where the
 * defaults have no dates, or are fewer than 50.
 */
export function extrapolatedTerm(
  name: string,
  term: number,
  slope: number,
  outcome: ArrayLike<number>,
  issuedOn: ArrayLike<number>,
  defaultedOn: ArrayLike<number>,
): NumericTerm | null {
  const months = Array.from(defaultedOn, (on, row) => (on - (issuedOn[row] as number)) / DAYS_PER_MONTH)
  const dated = months.filter((month, row) => outcome[row] === 1 && !Number.isNaN(month))
  const rows = Array.from(outcome).filter(
    (one, row) => one === 0 || !Number.isNaN(months[row] as number),
  ).length
  if (dated.length < LEAST_DEFAULTS || dated.length >= rows || term < 24 || !(slope > 0)) return null
  const hazardBy = (month: number) => -log(1 - dated.filter((at) => at <= month).length / rows)
  const all = hazardBy(Number.POSITIVE_INFINITY)
  // What fails after the last instalment was due belongs to the last year.
  const lastYear = all - hazardBy(term - 12)
  const hazardOf = (years: number) =>
    years * 12 < term ? hazardBy(years * 12) : all + (lastYear * (years * 12 - term)) / 12
  const ownYear = Math.ceil(term / 12)
  const years = Array.from({ length: ownYear + YEARS_BEYOND }, (_, at) => at + 1)
  const points = years.map((year) =>
    year === ownYear
      ? 0
      : Math.round(((logOdds(hazardOf(year)) - logOdds(all)) * POINTS_PER_LOG_ODDS) / slope),
  )
  return {
    kind: 'numeric',
    name,
    monotone: 1,
    // "Up to 12 months, up to 24, …": terms are whole months.
    edges: years.slice(0, -1).map((year) => year * 12 + 1),
    points: rising(points),
    missing: 0,
    rows: { bins: years.map((year) => (year === ownYear ? outcome.length : 0)), missing: 0 },
  }
}

/** Log-odds of failing at a cumulative hazard: `ln((1 - e^-H) / e^-H) = ln(e^H - 1)`, and a floor where none failed. */
const logOdds = (hazard: number): number => log(Math.max(1e-3, exp(hazard) - 1))

const rising = (points: readonly number[]): number[] => {
  let most = Number.NEGATIVE_INFINITY
  return points.map((value) => {
    most = Math.max(most, value)
    return most
  })
}

/** The model with the points of a term beside what it learnt: one more input, in a forest one more tree. */
export function withTerm(model: Model, term: NumericTerm): Model {
  if (model.kind === 'additive') return { ...model, terms: [...model.terms, term] }
  const { name, edges } = term
  return {
    ...model,
    inputs: [...model.inputs, { kind: 'numeric', name, monotone: 1, edges }],
    trees: [...model.trees, treeOf(term, model.inputs.length)],
  }
}

/** Nodes in preorder, each with the place of its right child counted from itself. */
type Nodes = { input: number; bin: number; missingLeft: number; right: number; value: number }[]

/** The points of a term as a tree; a term that is not known goes where the training loans are. */
function treeOf({ points, missing, rows }: NumericTerm, input: number): ForestTree {
  const own = rows.bins.findIndex((count) => count > 0)
  const leaf = (value: number): Nodes => [{ input: -1, bin: 0, missingLeft: 0, right: 0, value }]
  const split = (bin: number, missingLeft: 0 | 1, left: Nodes, right: Nodes): Nodes => [
    { input, bin, missingLeft, right: left.length + 1, value: 0 },
    ...left,
    ...right,
  ]
  const chain = (from: number, to: number): Nodes =>
    from === to
      ? leaf(points[from] as number)
      : split(from, 0, leaf(points[from] as number), chain(from + 1, to))
  if (missing !== points[own])
    throw new RangeError('A term that is not known counts as that of the training loans.')
  const nodes = split(own, 1, chain(0, own), chain(own + 1, points.length - 1))
  return {
    input: nodes.map((node) => node.input),
    bin: nodes.map((node) => node.bin),
    missingLeft: nodes.map((node) => node.missingLeft),
    right: nodes.map((node, at) => (node.input < 0 ? 0 : at + node.right)),
    value: nodes.map((node) => node.value),
  }
}
