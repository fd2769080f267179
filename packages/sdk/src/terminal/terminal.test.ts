import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpRequestError } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StubNode, stubNode } from '../fixtures/stubNode.ts'
import { sentenceOf } from './index.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hurong-terminal-')))
let node: StubNode
beforeAll(async () => {
  node = await stubNode(31_337)
})
afterAll(async () => {
  await node.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a program says to the error stream, and the status it ends with. The person stands in the folder, npm in the root. */
const run = (program: string, ...args: string[]): Promise<{ status: unknown; said: string }> =>
  new Promise((resolve) => {
    const main = join(import.meta.dirname, '..', program, 'main.ts')
    const env = { ...process.env, INIT_CWD: folder }
    execFile(process.execPath, [main, ...args], { env }, (error, _, said) =>
      resolve({ status: error?.code ?? 0, said }),
    )
  })

const silent = 'http://me:secret@127.0.0.1:1/secret'

test.each([
  ['deploy', ['--rpc', silent, '--out', 'out']],
  ['keeper', ['--rpc', silent]],
  ['powers', ['--rpc', silent]],
  ['verify', ['--rpc', silent]],
  [
    'owners',
    [
      'propose',
      '--rpc',
      silent,
      '--owner',
      `0x${'11'.repeat(20)}`,
      '--do',
      'notes.setPaused',
      '--out',
      'act.json',
    ],
  ],
])('%s says that no chain answers and where, and repeats no secret of the address', async (program, args) => {
  const { status, said } = await run(program, ...args)
  expect(status).not.toBe(0)
  expect(said).toContain('no chain answers at http://127.0.0.1:1. Start one')
  expect(said).not.toContain('secret')
})

test.each(['deploy', 'keeper', 'owners', 'powers', 'verify'])('%s tells how it is used', async (program) => {
  expect(await run(program, '--help')).toEqual({ status: 0, said: '' })
})

test('a deployment file is looked for from where the person stands', async () => {
  writeFileSync(join(folder, 'empty.json'), '{}')
  for (const program of ['keeper', 'powers', 'verify']) {
    const { said } = await run(program, '--rpc', node.url, '--deployment', 'empty.json')
    expect(said).toContain(`The deployment file ${join(folder, 'empty.json')} cannot be read`)
  }
})

test('a proposal that is not there is told with its flag and its path', async () => {
  const { status, said } = await run('owners', 'show', '--proposal', 'none.json')
  expect(status).toBe(1)
  expect(said).toBe(
    `--proposal names ${join(folder, 'none.json')}, which cannot be found or read: give the path of a file.\n`,
  )
})

test.runIf(process.platform === 'linux')(
  'a folder to deploy to where nothing can be written is told before anything is deployed',
  async () => {
    const { status, said } = await run('deploy', '--rpc', silent, '--out', '/proc/deployments')
    expect(status).toBe(1)
    expect(said).toBe(
      'Not deployed: --out names /proc/deployments, where no files can be written: give another path.\n',
    )
  },
)

test('a number of a loan that is none is told before a chain is asked', async () => {
  const { status, said } = await run('verify', '--loan', 'abc')
  expect(status).toBe(2)
  expect(said).toBe('Could not be checked: --loan is "abc": give the number of a loan, such as 7.\n')
})

test('an error of the client of the chain is its short sentence, without the address of the node', () => {
  const error = new HttpRequestError({ url: silent, details: 'fetch failed' })
  expect(sentenceOf(error)).toBe('HTTP request failed. (fetch failed)')
  expect(sentenceOf(new HttpRequestError({ url: silent, details: `Failed to parse ${silent}` }))).toBe(
    'HTTP request failed.',
  )
})
