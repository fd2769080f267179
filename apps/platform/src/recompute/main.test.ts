import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'hurong-recompute-'))
/** Says that it is chain 31337, and nothing else. */
const node = createServer((_, response) => {
  response.setHeader('content-type', 'application/json')
  response.end('{"jsonrpc":"2.0","id":1,"result":"0x7a69"}')
})
let rpc = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve))
  rpc = `http://127.0.0.1:${(node.address() as AddressInfo).port}`
})
afterAll(() => {
  node.closeAllConnections()
  node.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** What the program says to the error stream, and the status it ends with. */
const recompute = (...args: string[]): Promise<{ status: unknown; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (error, _, said) =>
      resolve({ status: error?.code ?? 0, said: said.trim() }),
    )
  })

const inputs = write('inputs.json', JSON.stringify({ dti: { value: '8', salt: `0x${'0b'.repeat(32)}` } }))

test('a missing deployment file is told in a sentence, with what to do and no stack', async () => {
  const file = join(folder, 'none.json')
  const asked = ['--loan', '7', '--inputs', inputs, '--rpc', rpc, '--deployment', file]
  expect(await recompute(...asked)).toEqual({
    status: 2,
    said: `Could not be compared: there is no deployment file ${file}. It lies in the data folder the platform was started with: give it with --deployment FILE.`,
  })
})

test('so is a chain that does not answer', async () => {
  const { status, said } = await recompute('--loan', '7', '--inputs', inputs, '--rpc', 'http://127.0.0.1:1/x')
  expect(status).toBe(2)
  expect(said).toMatch(/^Could not be compared: no chain answers at http:\/\/127\.0\.0\.1:1\. .*--rpc URL\.$/)
})

test.each([
  ['no loan', ['--inputs', inputs], /^Give a loan and a file of inputs\./],
  ['a loan that is no number', ['--loan', 'seven', '--inputs', inputs], /^seven is no number of a loan\.$/],
  [
    'a file that is not there',
    ['--loan', '7', '--inputs', 'nowhere.json'],
    /nowhere\.json cannot be read\.$/,
  ],
  ['a file that is no JSON', ['--loan', '7', '--inputs', write('a.json', '{')], /^a\.json is no JSON\.$/],
  [
    'a file of something else',
    ['--loan', '7', '--inputs', write('b.json', '{"dti":"8"}')],
    /^b\.json is no list of salted fields/,
  ],
])('%s is told before a chain is asked', async (_, args, sentence) => {
  const { status, said } = await recompute(...args)
  expect(status).toBe(2)
  expect(said).toMatch(sentence)
})
