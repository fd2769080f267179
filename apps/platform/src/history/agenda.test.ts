import { expect, test } from 'vitest'
import { createAgenda } from './agenda.ts'

test('items come by time, and in the order they were put in where the time is the same', () => {
  const agenda = createAgenda<string>()
  for (const [time, item] of [
    [5, 'e'],
    [1, 'a'],
    [3, 'b'],
    [3, 'c'],
    [4, 'd'],
    [3, 'c2'],
  ] as const) {
    agenda.put(time, item)
  }
  expect(agenda.next()).toBe(1)
  const taken: (string | undefined)[] = []
  for (let item = agenda.take(); item !== undefined; item = agenda.take()) taken.push(item)
  expect(taken).toEqual(['a', 'b', 'c', 'c2', 'd', 'e'])
  expect(agenda.next()).toBeUndefined()
})

test('items put in while others are taken find their place', () => {
  const agenda = createAgenda<number>()
  const taken: number[] = []
  for (let n = 0; n < 1000; n++) agenda.put((n * 7919) % 1009, (n * 7919) % 1009)
  for (let item = agenda.take(); item !== undefined; item = agenda.take()) {
    taken.push(item)
    if (taken.length === 10) agenda.put(500.5, 500.5)
  }
  expect(taken).toEqual([...taken].sort((a, b) => a - b))
  expect(taken).toHaveLength(1001)
})
