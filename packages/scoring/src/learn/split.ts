import type { Random } from './random.ts'

/** Rows of each outcome, apart. */
function byOutcome(outcome: Uint8Array): [Int32Array, Int32Array] {
  const rows = Int32Array.from(outcome, (_, row) => row)
  return [rows.filter((row) => outcome[row] === 0), rows.filter((row) => outcome[row] === 1)]
}

/**
 * Each row's part, 0 to `parts - 1`, by chance; every part gets the same share of defaults, to within a row.
 * With fewer rows of an outcome than parts, some parts have none.
 */
export function stratifiedParts(outcome: Uint8Array, parts: number, random: Random): Uint8Array {
  const part = new Uint8Array(outcome.length)
  let next = 0
  for (const rows of byOutcome(outcome)) {
    for (const row of random.shuffle(rows)) part[row] = next++ % parts
  }
  return part
}

export interface Split {
  readonly learnt: Int32Array
  readonly heldOut: Int32Array
}

/** Rows by chance into those learnt from and those held out, the same share of each outcome in both. */
export function stratifiedSplit(outcome: Uint8Array, heldOutShare: number, random: Random): Split {
  const heldOut = new Uint8Array(outcome.length)
  for (const rows of byOutcome(outcome)) {
    const wanted = Math.round(rows.length * heldOutShare)
    for (const row of random.shuffle(rows).subarray(0, wanted)) heldOut[row] = 1
  }
  const rows = Int32Array.from(outcome, (_, row) => row)
  return {
    learnt: rows.filter((row) => heldOut[row] === 0),
    heldOut: rows.filter((row) => heldOut[row] === 1),
  }
}
