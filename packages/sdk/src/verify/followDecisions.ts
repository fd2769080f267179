import { type Hex, zeroHash } from 'viem'
import { hashDecision, type LoggedDecision } from '../credit/index.ts'
import { type Difference, differences } from './difference.ts'

/** A line of the decision log with the hash it is said to have. */
export interface StoredDecision extends LoggedDecision {
  readonly hash: Hex
}

/** A line that was told before, by its place: an applicant's, or what somebody noted down. */
export interface SeenDecision {
  readonly index: number
  readonly hash: string
}

/**
 * Follows the chain of hashes through a whole decision log, oldest line first, and holds it against lines that were told
 * before. The chain alone shows that no line was changed or left out by itself; a log rewritten as a whole shows
 * only where somebody kept a line of the old one.
 */
export const followDecisions = (
  lines: readonly StoredDecision[],
  seen: readonly SeenDecision[] = [],
): Difference[] => {
  let previous: Hex = zeroHash
  const differing = lines.flatMap((line, place) => {
    const found = differences(
      `decision log, line ${line.index}`,
      { index: place + 1, 'previous hash': previous, hash: hashDecision(line) },
      { index: line.index, 'previous hash': line.previousHash, hash: line.hash },
    )
    previous = line.hash
    return found
  })
  const hashes = new Map(lines.map(({ index, hash }) => [index, hash.toLowerCase()]))
  const forgotten = seen.flatMap(({ index, hash }) =>
    differences(
      `decision log, line ${index}`,
      { 'hash told before': hash.toLowerCase() },
      { 'hash told before': hashes.get(index) ?? 'no such line' },
    ),
  )
  return [...differing, ...forgotten]
}
