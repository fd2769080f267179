import { expect, test } from 'vitest'
import { Random } from './random.ts'
import { stratifiedParts, stratifiedSplit } from './split.ts'

const some = (random: Random) => Array.from({ length: 5 }, () => random.below(1_000))

test('the same seed gives the same numbers, another seed others', () => {
  expect(some(new Random(7, 1))).toEqual(some(new Random(7, 1)))
  expect(some(new Random(7, 1))).not.toEqual(some(new Random(7, 2)))
  expect(some(new Random(8, 1))).not.toEqual(some(new Random(7, 1)))
})

test('numbers below a limit come up about equally often', () => {
  const random = new Random(1)
  const counts = new Array<number>(7).fill(0)
  for (let i = 0; i < 70_000; i++) {
    const number = random.below(7)
    counts[number] = (counts[number] as number) + 1
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

test('shuffling keeps every number', () => {
  const shuffled = new Random(3).shuffle(Int32Array.from({ length: 100 }, (_, i) => i))
  expect([...shuffled.toSorted()]).toEqual([...Array(100).keys()])
  expect([...shuffled]).not.toEqual([...Array(100).keys()])
})

test('every part of the rows has the same share of defaults', () => {
  const outcome = Uint8Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0))
  const parts = stratifiedParts(outcome, 4, new Random(1))
  for (let part = 0; part < 4; part++) {
    const rows = [...outcome.keys()].filter((row) => parts[row] === part)
    expect([rows.length, rows.filter((row) => outcome[row] === 1).length]).toEqual([25, 5])
  }
})

test('a split holds out the share asked for of each outcome, and no row is in both', () => {
  const outcome = Uint8Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0))
  const { learnt, heldOut } = stratifiedSplit(outcome, 0.15, new Random(1))
  expect(heldOut.filter((row) => outcome[row] === 1)).toHaveLength(3)
  expect(heldOut).toHaveLength(15)
  expect([...learnt, ...heldOut].toSorted((a, b) => a - b)).toEqual([...Array(100).keys()])
})
