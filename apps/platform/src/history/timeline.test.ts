import { expect, test } from 'vitest'
import type { PlannedCall } from './calls.ts'
import { createTimeline } from './timeline.ts'

const call = (what: string, gas = 100_000n): PlannedCall => ({ from: 0, to: '0x00', data: '0x', gas, what })
const summary = (blocks: Iterable<{ timestamp: number; calls: readonly PlannedCall[] }>) =>
  [...blocks].map(({ timestamp, calls }) => [timestamp, ...calls.map(({ what }) => what)])

test('what falls into one slot goes into one block at its end, in order of time', () => {
  const timeline = createTimeline(0, 100, 1000)
  timeline.at(250, () => timeline.send(call('c')))
  timeline.at(120, () => {
    timeline.send(call('a'))
    timeline.at(180, () => timeline.send(call('b')))
  })
  expect(summary(timeline.blocks())).toEqual([
    [200, 'a', 'b'],
    [300, 'c'],
  ])
})

test('the last slot ends at the end, and what lies behind it does not happen', () => {
  const timeline = createTimeline(0, 100, 250)
  timeline.at(240, () => timeline.send(call('a')))
  timeline.at(251, () => timeline.send(call('b')))
  expect(summary(timeline.blocks())).toEqual([[250, 'a']])
})

test('more than a block takes goes into several of the same time', () => {
  const timeline = createTimeline(0, 100, 1000)
  for (let n = 0; n < 900; n++) timeline.at(1, () => timeline.send(call('a')))
  timeline.at(150, () => timeline.send(call('b', 700_000_000n)))
  timeline.at(151, () => timeline.send(call('c', 700_000_000n)))
  expect(Array.from(timeline.blocks(), ({ timestamp, calls }) => [timestamp, calls.length])).toEqual([
    [100, 400],
    [100, 400],
    [100, 100],
    [200, 1],
    [200, 1],
  ])
  expect(timeline.sent()).toBe(902)
})
