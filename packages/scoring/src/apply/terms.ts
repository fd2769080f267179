import type { Frame } from '../data/frame.ts'
import { binOf } from '../model/bins.ts'
import type { Term } from '../model/types.ts'
import { columnOf, levelBins, levelPlace } from './bind.ts'

/**
 * Reads the bin of a term's input, row by row; the last bin is that of missing and unseen. `edges` are those of the
 * term itself, or the coarser ones of a pair's side.
 */
export function binReader(
  term: Term,
  frame: Frame,
  edges: readonly number[] = term.kind === 'numeric' ? term.edges : [],
): (row: number) => number {
  if (term.kind === 'categorical') {
    const column = columnOf(frame, term.name, 'categorical')
    const bins = levelBins(column, term.levels)
    const { codes } = column
    const levels = column.levels.length
    return (row) => bins[levelPlace(codes[row] as number, levels)] as number
  }
  const { values } = columnOf(frame, term.name, 'numeric')
  const sorted = Float64Array.from(edges)
  const missing = sorted.length + 1
  return (row) => {
    const value = values[row] as number
    return Number.isNaN(value) ? missing : binOf(sorted, value)
  }
}

/** Reads the points of a term, row by row. */
export function termReader(term: Term, frame: Frame): (row: number) => number {
  const bin = binReader(term, frame)
  const points = Int32Array.of(...term.points, term.missing)
  return (row) => points[bin(row)] as number
}
