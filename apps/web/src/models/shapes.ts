import type { ModelContent } from '@hurong/scoring/explain'

type AdditiveModel = Extract<ModelContent['model'], { kind: 'additive' }>
export type Term = AdditiveModel['terms'][number]
export type NumericTerm = Extract<Term, { kind: 'numeric' }>
export type CategoricalTerm = Extract<Term, { kind: 'categorical' }>

/** One step of a number's shape: where it begins and ends on the axis, its points, and the share of loans in it. */
export interface ShapeStep {
  readonly from: number
  readonly to: number
  readonly points: number
  /** From 0 to 1. */
  readonly share: number
}

/** Whether the loans it learnt from differed in it at all. */
export const isLearnt = ({ rows }: Term): boolean =>
  [...rows.bins, rows.missing].filter((count) => count > 0).length > 1

/** Loans below or above this share of them are drawn as the end of the axis: a few very rich ones would flatten it. */
const tail = 0.01

/** Steps of a number; the axis ends where nearly all loans lie, and a little beyond. */
export function stepsOfNumber({ edges, points, rows }: NumericTerm): readonly ShapeStep[] {
  const all = rows.bins.reduce((sum, count) => sum + count, 0) || 1
  const first = edges[0] ?? 0
  const last = lastEdge(edges, rows.bins, all)
  const beyond = (last - first) * 0.08 || Math.abs(first) * 0.5 || 1
  return points
    .map((value, bin) => ({
      from: edges[bin - 1] ?? first - beyond,
      to: Math.min(edges[bin] ?? last + beyond, last + beyond),
      points: value,
      share: (rows.bins[bin] ?? 0) / all,
    }))
    .filter(({ from, to }) => to > from)
}

/** The edge above which hardly any loan lies. */
function lastEdge(edges: readonly number[], bins: readonly number[], all: number): number {
  // Where all loans lie in one place the whole axis is drawn: what lies elsewhere was reckoned.
  if (bins.filter((count) => count > 0).length < 2) return edges.at(-1) ?? 0
  let above = bins.at(-1) ?? 0
  for (let at = edges.length - 1; at > 0; at--) {
    if (above / all > tail) return edges[at] ?? 0
    above += bins[at] ?? 0
  }
  return edges[0] ?? 0
}

/** Levels from those that lower the score to those that raise it. */
export const levelsOf = ({ levels, points, rows }: CategoricalTerm) =>
  levels
    .map((level, at) => ({ level, points: points[at] ?? 0, loans: rows.bins[at] ?? 0 }))
    .toSorted((a, b) => a.points - b.points)

/** The furthest any shape reaches from 0: all are drawn to one scale. */
export const reachOf = (terms: readonly Term[]): number =>
  Math.max(1, ...terms.filter(isLearnt).flatMap(({ points, missing }) => [...points, missing].map(Math.abs)))
