import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { supervise } from './supervise.ts'

const started: ChildProcess[] = []
vi.mock(import('node:child_process'), async (original) => ({
  ...(await original()),
  fork: (() => {
    const child = new EventEmitter() as ChildProcess
    started.push(child)
    return child
  }) as never,
}))

afterEach(() => vi.useRealTimers())

test('a part that refuses is not begun again where its end is seen before its last words are heard', async () => {
  vi.useFakeTimers()
  const starting = supervise({ name: 'part', module: 'part.ts', options: {}, log: () => undefined })
  const refused = expect(starting).rejects.toThrow('The folder is full: empty it.')
  started[0]?.emit('exit', 1, null)
  started[0]?.emit('message', { kind: 'refused', sentence: 'The folder is full: empty it.' })
  await refused
  await vi.advanceTimersByTimeAsync(60_000)
  expect(started).toHaveLength(1)
})
