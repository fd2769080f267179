import type { Frame } from '../data/frame.ts'
import type { AdditiveModel, PairSide, PairTerm, Term } from '../model/types.ts'
import { binReader } from './terms.ts'

/** How many bins a pair's side has, the one of missing and unseen included. */
export const sideBins = (terms: readonly Term[], side: PairSide): number => {
  const term = terms[side.term] as Term
  return term.kind === 'numeric' ? side.edges.length + 2 : term.levels.length + 1
}

/** Reads the points of a pair, row by row. */
export function pairReader(model: AdditiveModel, pair: PairTerm, frame: Frame): (row: number) => number {
  const { terms } = model
  const first = binReader(terms[pair.first.term] as Term, frame, pair.first.edges)
  const second = binReader(terms[pair.second.term] as Term, frame, pair.second.edges)
  const columns = sideBins(terms, pair.second)
  const points = Int32Array.from(pair.points)
  return (row) => points[first(row) * columns + second(row)] as number
}
