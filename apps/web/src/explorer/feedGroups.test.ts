import { contractAbis } from '@hurong/sdk'
import { expect, test } from 'vitest'
import { feedGroups, typesOf } from './feedGroups.ts'

const known = new Set(
  Object.values(contractAbis).flatMap((abi) =>
    abi.flatMap((item) => (item.type === 'event' ? [item.name as string] : [])),
  ),
)

test('every event a filter asks for is one the contracts have', () => {
  expect(feedGroups.flatMap(typesOf).filter((name) => !known.has(name))).toEqual([])
})

test('no event is in two groups, and a filter asks for at most 32', () => {
  const all = feedGroups.flatMap(typesOf)
  expect(new Set(all).size).toBe(all.length)
  expect(feedGroups.every((group) => typesOf(group).length <= 32)).toBe(true)
})
