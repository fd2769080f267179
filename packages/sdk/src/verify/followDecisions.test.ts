import { type Hex, zeroHash } from 'viem'
import { describe, expect, test } from 'vitest'
import { hashDecision, type LoggedDecision } from '../credit/index.ts'
import { followDecisions, type StoredDecision } from './followDecisions.ts'

/** A log of so many lines; `seed` makes another one. */
const logOf = (count: number, seed = 1): StoredDecision[] => {
  const lines: StoredDecision[] = []
  for (let index = 1; index <= count; index++) {
    const line: LoggedDecision = {
      index,
      previousHash: lines.at(-1)?.hash ?? zeroHash,
      at: 1_800_000_000 + index,
      outcome: index % 2 ? 'assessed' : 'declined',
      modelHash: `0x${'3d'.repeat(32)}`,
      assessmentHash: index % 2 ? (`0x${'a5'.repeat(32)}` as Hex) : null,
      inputsRoot: `0x${String(seed).padStart(2, '0').repeat(32)}`,
      decidedBy: null,
    }
    lines.push({ ...line, hash: hashDecision(line) })
  }
  return lines
}
const log = logOf(5)
const places = (lines: readonly StoredDecision[], seen?: Parameters<typeof followDecisions>[1]) =>
  followDecisions(lines, seen).map(({ where, what }) => `${where}: ${what}`)

describe('a decision log', () => {
  test('as it was written has no difference, and neither has an empty one', () => {
    expect(followDecisions(log)).toEqual([])
    expect(followDecisions([])).toEqual([])
  })

  test('of which one line was changed names the line', () => {
    const changed = log.map((line, at) => (at === 2 ? { ...line, outcome: 'queued' as const } : line))
    expect(places(changed)).toEqual(['decision log, line 3: hash'])
  })

  test('of which one line was left out names the one after it', () => {
    expect(places(log.toSpliced(1, 1))).toContain('decision log, line 3: previous hash')
  })

  test('of which the newest lines were cut off shows by a line that was told before, and by that alone', () => {
    const cut = log.slice(0, 3)
    expect(followDecisions(cut)).toEqual([])
    const { index, hash } = log[4] as StoredDecision
    expect(followDecisions(cut, [{ index, hash }])).toEqual([
      {
        where: 'decision log, line 5',
        what: 'hash told before',
        expected: hash,
        found: 'no such line',
      },
    ])
  })

  test('written anew as a whole shows by a line that was told before, and by that alone', () => {
    const anew = logOf(5, 2)
    expect(followDecisions(anew)).toEqual([])
    expect(places(anew, log)).toEqual(log.map(({ index }) => `decision log, line ${index}: hash told before`))
    expect(places(log, log)).toEqual([])
  })
})
