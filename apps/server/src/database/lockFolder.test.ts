import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from './lockFolder.ts'
import { DatabaseProblem } from './problem.ts'

const program = `
const { lockFolder } = await import(${JSON.stringify(new URL('./lockFolder.ts', import.meta.url).href)})
await new Promise((resolve) => process.stdin.once('data', resolve))
try {
  lockFolder(process.argv[1])
  console.log('held')
  setInterval(() => {}, 1000)
} catch (error) {
  console.log(error.message)
}`

describe('the lock of a database folder', () => {
  let folder: string
  const children: ChildProcess[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hurong-lock-'))
  })
  afterEach(async () => {
    await Promise.all(children.splice(0).map(end))
    rmSync(folder, { recursive: true, force: true })
  })

  const path = () => join(folder, 'server.lock')
  const end = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  /** Another program that takes the lock when told to, and keeps it until it is killed. */
  const another = () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    children.push(child)
    const said = new Promise<string>((resolve) =>
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
    )
    return { child, take: () => child.stdin.write('now\n'), said }
  }

  test('is held until it is given back, and leaves nothing behind', () => {
    const unlock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow(DatabaseProblem)
    unlock()
    expect(readdirSync(folder)).toEqual([])
    lockFolder(folder)()
  })

  test('makes the folder where there is none', () => {
    const unlock = lockFolder(join(folder, 'new', 'deep'))
    expect(existsSync(join(folder, 'new', 'deep', 'server.lock'))).toBe(true)
    unlock()
  })

  test('names the program that holds it, and is taken over once that was killed', async () => {
    const { child, take, said } = another()
    take()
    expect(await said).toBe('held')
    expect(() => lockFolder(folder)).toThrow(
      `is in use by process ${child.pid}. Stop that program, or choose another data folder.`,
    )
    await end(child)
    const unlock = lockFolder(folder)
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ pid: process.pid })
    unlock()
  })

  test.each([
    ['of a process that ended', JSON.stringify({ pid: 4_194_303, started: 'boot:1' })],
    ['of a number that another process has by now', JSON.stringify({ pid: process.pid, started: 'boot:1' })],
    ['that was cut short', '{"pid":12'],
    ['that is empty', ''],
    ['that says something else', '["pid"]'],
  ])('is taken over %s', (_, text) => {
    writeFileSync(path(), text)
    const unlock = lockFolder(folder)
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(folder)).toEqual(['server.lock'])
    unlock()
  })

  test('is got by one alone of several that come at once upon what a killed program left', async () => {
    writeFileSync(path(), JSON.stringify({ pid: 4_194_303, started: 'boot:1' }))
    const all = Array.from({ length: 4 }, another)
    await Promise.all(all.map(({ child }) => new Promise((resolve) => child.once('spawn', resolve))))
    for (const { take } of all) take()
    const said = await Promise.all(all.map((one) => one.said))
    expect(said.filter((text) => text === 'held')).toHaveLength(1)
    expect(said.filter((text) => text.includes('is in use by process'))).toHaveLength(3)
  })
})
