import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { assess, fieldsOf } from '@hurong/scoring/explain'
import { SAMPLE_FILE } from '@hurong/tape'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { champion } from '../credit/champion.ts'
import type { Progress } from '../steps/progress.ts'
import { totalsOf } from './report.ts'
import { type ReplayOptions, runReplay } from './run.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const silent = (): Progress => ({ to: () => {}, end: () => {} })
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const options = (name: string): ReplayOptions => ({
  ...{ file: SAMPLE_FILE, loans: 20, investors: 10, seed: 3, port: 0, log: () => {}, progress: silent },
  dataFolder: join(folder, name),
})

/** Starts a replay as a program of its own and kills it with all it started once it has said `words`. */
const killAt = async (args: string[], words: RegExp): Promise<void> => {
  const child = spawn(process.execPath, [main, ...args], { detached: true })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdout.on('data', (part: Buffer) => {
    if (words.test(String(part))) process.kill(-(child.pid as number), 'SIGKILL')
  })
  await ended
}

test('20 real loans reconcile to the unit, killed in the middle or not', { timeout: 180_000 }, async () => {
  const whole = await runReplay(options('whole'))
  expect(whole.reconciliation.faults).toEqual([])
  expect(whole.replayed).toHaveLength(20)
  const { paidIn, claimed, claimable, dust, drawn, fees } = whole.reconciliation.sums
  expect(claimed + claimable + dust).toBe(paidIn)
  expect(fees * 100n).toBe(drawn)

  const args = ['--loans', '20', '--investors', '10', '--seed', '3', '--data', join(folder, 'cut')]
  await killAt(args, /Replaying [4-6]\d %/)
  const cut = await runReplay(options('cut'))
  expect(cut.resumedAt).toBeGreaterThan(0)
  expect(cut.reconciliation.faults).toEqual([])
  expect(cut.reconciliation.sums).toEqual(whole.reconciliation.sums)
  expect(totalsOf(cut.replayed, cut.unit)).toEqual(totalsOf(whole.replayed, whole.unit))
})

/** A tape of some rows of the sample, by their line. */
const tapeOf = (lines: readonly number[]): URL => {
  const rows = readFileSync(SAMPLE_FILE, 'utf8').split('\n')
  const tape = join(folder, 'tape.csv')
  writeFileSync(tape, [1, ...lines].map((line) => `${rows[line - 1]}\n`).join(''))
  return pathToFileURL(tape)
}

test('loans the model was not trained on are assessed by it, and it is judged by those alone', {
  timeout: 120_000,
}, async () => {
  // Three of 2007, and twelve of 2010.
  const file = tapeOf([2, 3, 4, ...Array.from({ length: 12 }, (_, n) => 200 + n)])
  const { replayed, reconciliation, calibration } = await runReplay({ ...options('late'), file, loans: 15 })
  expect(reconciliation.faults).toEqual([])
  expect(replayed.filter(({ unassessed }) => unassessed === 'trainedOn')).toHaveLength(3)
  expect(calibration?.all.loans).toBe(12)
  const charged = replayed.filter(({ tape, unassessed }) => !unassessed && tape.status === 'chargedOff')
  expect(calibration?.all.defaults).toBe(charged.length)
  const { content } = champion()
  const said = replayed
    .filter(({ unassessed }) => !unassessed)
    .map(({ tape }) => assess(content, fieldsOf(content.schema, tape.cells)).pdLifetime)
  expect(reconciliation.foretold.map(({ pd }) => Math.round(pd * 1_000_000)).sort()).toEqual(said.sort())
})

test('bad rows are told with line and reason and left out', { timeout: 60_000 }, async () => {
  const [head = '', first = '', second = '', third = ''] = readFileSync(SAMPLE_FILE, 'utf8').split('\n')
  const tape = join(folder, 'tape.csv')
  writeFileSync(tape, [head, first, second.replace(/,/, ',broken,'), third, ''].join('\n'))
  const { skipped, replayed } = await runReplay({ ...options('bad'), file: pathToFileURL(tape), loans: 3 })
  expect(skipped).toEqual([
    { kind: 'error', line: 3, reason: expect.stringContaining('cells'), fatal: false },
  ])
  expect(replayed).toHaveLength(2)
})

test('a folder with another replay in it is refused', { timeout: 60_000 }, async () => {
  await runReplay({ ...options('one'), loans: 2, investors: 3 })
  await expect(runReplay({ ...options('one'), loans: 2, investors: 4 })).rejects.toThrow(
    /holds a replay with another --investors \(3\)\. Give the same to go on with it/,
  )
})

test('a tape that breaks off is replayed up to there, and told from bad rows', async () => {
  const tape = tapeOf([2, 3, 4])
  appendFileSync(tape, '"never closed')
  const lines: string[] = []
  const { replayed, skipped, ended } = await runReplay({
    ...{ ...options('broken'), file: tape, loans: 5, log: (line: string) => lines.push(line) },
  })
  expect(replayed).toHaveLength(3)
  expect(skipped).toEqual([])
  expect(ended?.line).toBe(5)
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}from line 5 on nothing could be read: /))
})

test('a wrong file is refused by its path and leaves the folder to the right one', async () => {
  const empty = join(folder, 'an empty one.csv')
  writeFileSync(empty, '')
  const wrong = { ...options('fresh'), loans: 1 }
  await expect(runReplay({ ...wrong, file: pathToFileURL(empty) })).rejects.toThrow(
    `${empty} cannot be read: The tape is empty.`,
  )
  await expect(runReplay({ ...wrong, file: pathToFileURL(join(folder, 'none.csv')) })).rejects.toThrow(
    `${join(folder, 'none.csv')} cannot be read: there is no such file. Give a tape with --file FILE.`,
  )
  expect((await runReplay(wrong)).replayed).toHaveLength(1)
})

test('a port nobody can speak to, or listen on, is refused in a sentence', async () => {
  const refusalOf = async (port: number) => {
    const child = spawn(process.execPath, [main, '--port', String(port), '--data', join(folder, 'port')])
    const words: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => words.push(String(part)))
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1)
    return words.join('')
  }
  expect(await refusalOf(22)).toBe(
    '--port is "22": browsers open no connection to this port, so give another, such as 8545, or leave it out.\n',
  )
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  expect(await refusalOf(port)).toMatch(
    /^Port \d+ on 127\.0\.0\.1 is in use by another program: stop it, or set --port to another one \(npm run replay -- --port \d+\)\.\n$/,
  )
  await new Promise((resolve) => other.close(resolve))
  expect(existsSync(join(folder, 'port'))).toBe(false)
})

test('asked to end, it says how to go on', async () => {
  const dataFolder = join(folder, 'asked')
  const child = spawn(process.execPath, [main, '--loans', '20', '--investors', '10', '--data', dataFolder])
  const words: string[] = []
  child.stderr.on('data', (part: Buffer) => words.push(String(part)))
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (part: Buffer) => /Replaying \d/.test(String(part)) && resolve()),
  )
  child.kill('SIGTERM')
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(143)
  expect(words.join('')).toContain('the same command goes on where it stands')
})
