import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backoffAfter } from './backoff.ts'
import { type Supervised, supervise } from './supervise.ts'

const module = fileURLToPath(new URL('./fixtures/counter.ts', import.meta.url))
let folder: string
let file: string
let part: Supervised | undefined
const lines: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  file = join(folder, 'events')
  lines.length = 0
})
afterEach(async () => {
  await part?.stop()
  part = undefined
  rmSync(folder, { recursive: true, force: true })
})

const start = async (options: Record<string, unknown> = {}): Promise<Supervised> => {
  part = await supervise({
    name: 'counter',
    module,
    options: { file, ...options },
    log: (line) => lines.push(line),
  })
  return part
}
const events = () => readFileSync(file, 'utf8').trim().split('\n')

test('a part that is killed is started again', async () => {
  const running = await start()
  const first = running.pid() as number
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(lines).toContain('counter is up again'), { timeout: 10_000 })
  expect(running.pid()).not.toBe(first)
  expect(running.restarts()).toBe(1)
  expect(events()).toEqual(['started', 'started'])
  expect(lines).toContain('counter ended (SIGKILL); starting it again in 250 ms')
})

test('a part that is asked to start again ends in order and is back at once, however often', async () => {
  const running = await start()
  for (let times = 1; times <= 3; times++) {
    const before = running.pid()
    running.restart()
    await vi.waitFor(
      () => expect(lines.filter((line) => line === 'counter is up again')).toHaveLength(times),
      {
        timeout: 10_000,
      },
    )
    expect(running.pid()).not.toBe(before)
  }
  expect(events()).toEqual(['started', 'stopped', 'started', 'stopped', 'started', 'stopped', 'started'])
  expect(lines.filter((line) => /starting it again/.test(line))).toEqual([])
})

test('a part that waits after a death starts as soon as it is asked to', async () => {
  const running = await start()
  process.kill(running.pid() as number, 'SIGKILL')
  await vi.waitFor(() => expect(running.pid()).toBeUndefined())
  running.restart()
  expect(running.pid()).toBeDefined()
  await vi.waitFor(() => expect(lines).toContain('counter is up again'), { timeout: 10_000 })
  expect(running.restarts()).toBe(1)
})

test('a part that is stopped ends in order and stays down', async () => {
  const running = await start()
  await running.stop()
  expect(events()).toEqual(['started', 'stopped'])
  expect(running.pid()).toBeUndefined()
})

test('a part that is told again to end while it ends does so in order, whatever tells it', async () => {
  const running = await start({ ends: 1000 })
  const pid = running.pid() as number
  process.kill(pid, 'SIGTERM')
  await vi.waitFor(() => expect(events()).toEqual(['started', 'stopping']), { timeout: 10_000 })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.kill(pid, signal)
  await running.stop()
  expect(events()).toEqual(['started', 'stopping', 'stopped'])
})

test('a part that is not up yet ends at once when it is no longer wanted', async () => {
  const wanted = new AbortController()
  const starting = supervise({
    ...{ name: 'counter', module, options: { file, slow: true }, log: (line) => lines.push(line) },
    signal: wanted.signal,
  })
  const refused = expect(starting).rejects.toThrow('no longer wanted')
  await vi.waitFor(() => expect(events()).toEqual(['starting']), { timeout: 10_000 })
  wanted.abort(new Error('no longer wanted'))
  await refused
  expect(events()).toEqual(['starting'])
}, 15_000)

test('a part that nobody wants any more is not begun', async () => {
  const starting = supervise({
    ...{ name: 'counter', module, options: { file }, log: (line) => lines.push(line) },
    signal: AbortSignal.abort(new Error('no longer wanted')),
  })
  await expect(starting).rejects.toThrow('no longer wanted')
  expect(existsSync(file)).toBe(false)
})

test('a part that refuses to start is not tried again and its sentence reaches the caller', async () => {
  await expect(start({ refuse: 'The folder is full: empty it.' })).rejects.toThrow(
    'The folder is full: empty it.',
  )
})

test('a part that never comes up is given up with its last words', async () => {
  await expect(start({ crash: 'no such disk' })).rejects.toThrow(
    /^counter does not start \(exit code 1\): .*no such disk/,
  )
})

test('a part ends in order when its supervisor is killed', async () => {
  const supervisor = spawn(process.execPath, [
    fileURLToPath(new URL('./fixtures/supervisor.ts', import.meta.url)),
    file,
  ])
  await new Promise<void>((resolve) => supervisor.stdout.once('data', () => resolve()))
  supervisor.kill('SIGKILL')
  await vi.waitFor(() => expect(events()).toEqual(['started', 'stopped']), { timeout: 10_000 })
})

test('pauses between starts double up to 15 seconds', () => {
  expect([1, 2, 3, 4, 20].map(backoffAfter)).toEqual([250, 500, 1000, 2000, 15_000])
})
