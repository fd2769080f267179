import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmptyDatabase } from '../fixtures/emptyDatabase.ts'
import { bad, good, openUnderwriter, type Underwriter } from '../fixtures/underwriter.ts'

const program = join(import.meta.dirname, '../../../../packages/sdk/src/verify/main.ts')

let underwriter: Underwriter
let server: Server
let origin: string
/** What the applicants were told of the log, each with their answer. */
const told: ApplicationAnswer['logged'][] = []
beforeAll(async () => {
  underwriter = await openUnderwriter({ open: openEmptyDatabase })
  for (const fields of [good, bad, good]) {
    const { body } = await underwriter.applyWith(fields)
    told.push((body as ApplicationAnswer).logged)
  }
  server = createServer(getRequestListener(underwriter.api.app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await underwriter?.api.close()
})

/** Runs `npm run verify -- --log …` as anybody would. */
const verify = (...args: string[]): Promise<{ status: unknown; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, '--log', origin, ...args], (error, out, said) =>
      resolve({ status: error?.code ?? 0, said: out + said }),
    )
  })
const seen = () => told.flatMap(({ index, hash }) => ['--seen', `${index}:${hash}`])

test('anybody follows the log from its first line to its head, and against what applicants were told', async () => {
  const head = told.at(-1)
  expect(await verify(...seen())).toEqual({
    status: 0,
    said: `Decision log: 3 lines, 3 told before, 0 differences. Its head, to note down: 3:${head?.hash}\n`,
  })
})

test('a line that was told otherwise is found, and so is one the log no longer has', async () => {
  const other = `0x${'ab'.repeat(32)}`
  const { status, said } = await verify('--seen', `2:${other}`, '--seen', `9:${other}`)
  expect(status).toBe(1)
  expect(said).toContain(
    `DIFFERS decision log, line 2: hash told before is ${told[1]?.hash}; it should be ${other}.`,
  )
  expect(said).toContain('DIFFERS decision log, line 9: hash told before is no such line')
})

test('what cannot be followed is told in a sentence', async () => {
  expect(await verify('--seen', '7:0x12')).toEqual({
    status: 2,
    said: 'Could not be checked: --seen 7:0x12 is no line and hash such as 7:0x… of 64 hexadecimal digits.\n',
  })
  const nowhere = await verify('--log', 'http://127.0.0.1:1')
  expect(nowhere).toEqual({
    status: 2,
    said: 'Could not be checked: no server answers at http://127.0.0.1:1.\n',
  })
})

test('a log of which an operator changed a line is found by who kept none', async () => {
  const { database } = underwriter.api
  await database.execute(sql`update credit_decisions set outcome = 'assessed' where index = 2`)
  const { status, said } = await verify()
  expect(status).toBe(1)
  expect(said).toMatch(/^DIFFERS decision log, line 2: hash is 0x/)
})
