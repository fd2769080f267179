import type { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStream } from './openStream.ts'
import { followStream } from './stream.ts'

/** A browser's stream, to which the test tells what the server answers. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static readonly made: FakeSource[] = []
  readyState = 0
  constructor() {
    super()
    FakeSource.made.push(this)
  }
  opens(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  breaks(): void {
    this.readyState = 0
    this.dispatchEvent(new Event('error'))
  }
  isRefused(): void {
    this.close()
    this.dispatchEvent(new Event('error'))
  }
  close(): void {
    this.readyState = FakeSource.CLOSED
  }
}

const minute = 60_000
const client = { invalidateQueries: vi.fn() }
const follow = () => followStream(client as unknown as QueryClient)
const last = () => FakeSource.made.at(-1) as FakeSource

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
  FakeSource.made.length = 0
  client.invalidateQueries.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a stream that breaks is left to the browser, and all is read again once it is back', () => {
  follow()
  last().opens()
  expect(client.invalidateQueries).not.toHaveBeenCalled()
  last().breaks()
  vi.advanceTimersByTime(60 * minute)
  expect(FakeSource.made).toHaveLength(1)
  last().opens()
  expect(client.invalidateQueries).toHaveBeenCalledTimes(1)
})

test('a stream that is refused is asked for again, less and less often, and all is read again once it is there', () => {
  follow()
  last().isRefused()
  vi.advanceTimersByTime(minute - 1)
  expect(FakeSource.made).toHaveLength(1)
  vi.advanceTimersByTime(minute / 2 + 1)
  expect(FakeSource.made).toHaveLength(2)
  const refuseFor = (milliseconds: number) => {
    const before = FakeSource.made.length
    for (let passed = 0; passed < milliseconds; passed += 1_000) {
      if (last().readyState !== FakeSource.CLOSED) last().isRefused()
      vi.advanceTimersByTime(1_000)
    }
    return FakeSource.made.length - before
  }
  refuseFor(30 * minute)
  // Ten minutes and more between two, once it was refused often.
  const hourly = refuseFor(60 * minute)
  expect(hourly).toBeGreaterThanOrEqual(4)
  expect(hourly).toBeLessThanOrEqual(6)
  vi.advanceTimersByTime(15 * minute)
  last().opens()
  expect(client.invalidateQueries).toHaveBeenCalledTimes(1)
})

test('whoever follows a stream is told what it says and each time it is refused, once', () => {
  const told: string[] = []
  openStream('/sessions/stream', {
    onOpen: (interrupted) => told.push(interrupted ? 'back' : 'open'),
    onRefused: () => told.push('refused'),
    on: { sessions: (data) => told.push(data) },
  })
  last().opens()
  last().dispatchEvent(new MessageEvent('sessions', { data: 'changed' }))
  last().breaks()
  last().isRefused()
  vi.advanceTimersByTime(2 * minute)
  last().opens()
  expect(told).toEqual(['open', 'changed', 'refused', 'back'])
})

test('a stream that is ended is not asked for again', () => {
  const end = follow()
  last().isRefused()
  end()
  vi.advanceTimersByTime(60 * minute)
  expect(FakeSource.made).toHaveLength(1)
})
