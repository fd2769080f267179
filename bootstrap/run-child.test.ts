import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const runChildUrl = new URL('./run-child.mjs', import.meta.url).href

/** A program that runs `source` as its child, the way the bootstrap does, and ends as it ends. */
const parentOf = (source: string) =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { runChild } from ${JSON.stringify(runChildUrl)}
       process.exitCode = await runChild(process.execPath, ['--eval', ${JSON.stringify(source)}], {})`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )

const exitOf = async (parent: ReturnType<typeof parentOf>): Promise<number> => (await once(parent, 'exit'))[0]

test("a child's exit code is the program's own", async () => {
  expect(await exitOf(parentOf('process.exitCode = 7'))).toBe(7)
})

test.runIf(process.platform !== 'win32')('a child ended by a signal gives 128 and its number', async () => {
  expect(await exitOf(parentOf("process.kill(process.pid, 'SIGKILL')"))).toBe(137)
})

test.runIf(process.platform !== 'win32')(
  'SIGTERM reaches the child once and its goodbye is waited for',
  async () => {
    const parent = parentOf(`
    let count = 0
    process.on('SIGTERM', () => { count++; setImmediate(() => setImmediate(() => process.exit(40 + count))) })
    setInterval(() => {}, 1000)
    console.log('ready')`)
    await once(parent.stdout, 'data')
    parent.kill('SIGTERM')
    expect(await exitOf(parent)).toBe(41)
  },
)

test.runIf(process.platform !== 'win32')(
  'Ctrl-C is left to the child, which the terminal tells itself',
  async () => {
    const parent = parentOf(
      "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(5)); console.log('ready')",
    )
    await once(parent.stdout, 'data')
    parent.kill('SIGINT')
    parent.kill('SIGTERM')
    expect(await exitOf(parent)).toBe(5)
  },
)
