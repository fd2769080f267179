import { expect, test } from 'vitest'
import type { LabelledFrame } from '../data/frame.ts'
import { prepare } from './prepare.ts'

const frame: LabelledFrame = {
  rows: 4,
  inputs: [
    { kind: 'numeric', name: 'x', values: Float64Array.of(3, 1, Number.NaN, 2) },
    { kind: 'categorical', name: 'y', levels: ['b', 'a', 'rare'], codes: Int32Array.of(0, 1, 2, 0) },
  ],
  outcome: Uint8Array.of(0, 1, 0, 1),
  issuedOn: Int32Array.of(30, 10, 20, 20),
}
const plain = { mostBins: 8, leastRowsOfLevel: 1, halfLifeDays: Number.POSITIVE_INFINITY }

test('rows stand by date, then outcome, whatever order they came in', () => {
  const { issuedOn, outcome, inputs, weights } = prepare(frame, plain)
  expect([...issuedOn]).toEqual([10, 20, 20, 30])
  expect([...outcome]).toEqual([1, 0, 1, 0])
  expect(inputs[0]).toMatchObject({ edges: [2, 3], values: 3, bins: Uint16Array.of(0, 3, 1, 2) })
  expect([...weights]).toEqual([1, 1, 1, 1])
})

test('levels stand in the order of their names; one with too few rows is as if unseen', () => {
  expect(prepare(frame, plain).inputs[1]).toMatchObject({ levels: ['a', 'b', 'rare'] })
  expect(prepare(frame, { ...plain, leastRowsOfLevel: 2 }).inputs[1]).toMatchObject({
    ...{ levels: ['b'], values: 1 },
    bins: Uint16Array.of(1, 1, 0, 0),
  })
})

test('a loan a half-life before the last counts half; all weigh one on average', () => {
  const { weights } = prepare(frame, { ...plain, halfLifeDays: 10 })
  const [first, second, , last] = weights as unknown as [number, number, number, number]
  expect(last / second).toBeCloseTo(2, 12)
  expect(last / first).toBeCloseTo(4, 12)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4, 12)
})
