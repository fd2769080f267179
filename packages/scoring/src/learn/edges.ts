/** Units tried for an edge, coarsest first, so that 30,000 comes of 29,871 and 30,512. Powers by text are exact. */
const UNITS = Array.from({ length: 28 }, (_, i) => ({
  whole: i <= 15,
  size: Number(`1e${Math.abs(15 - i)}`),
}))

/** The shortest decimal number above `below` and at most `above`, so that a table of points reads well. */
export function shortestBetween(below: number, above: number): number {
  const greatest = Math.min(above, Number.MAX_VALUE)
  for (const { whole, size } of UNITS) {
    const edge = whole ? Math.floor(greatest / size) * size : Math.floor(greatest * size) / size
    if (edge > below && edge <= greatest) return edge
  }
  return greatest
}

/**
 * Edges that part the values into at most `most` bins of about as many rows each. Equal values share a bin; missing
 * ones (NaN) count for nothing. A constant column has no edges.
 */
export function quantileEdges(values: Float64Array, most: number): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const edges: number[] = []
  let start = 0
  while (edges.length < most - 1) {
    // What is left, spread over the bins that are left.
    const wanted = (sorted.length - start) / (most - edges.length)
    let end = start + Math.max(1, Math.round(wanted))
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end++
    if (end >= sorted.length) break
    edges.push(shortestBetween(sorted[end - 1] as number, sorted[end] as number))
    start = end
  }
  return edges
}
