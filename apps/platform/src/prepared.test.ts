import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@hurong/chain'
import { recompute, type SaltedFields } from '@hurong/scoring/explain'
import type { LoanSummary, Platform } from '@hurong/sdk/api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { people } from './demonstration/people.ts'
import { kill, type Program, processesOf, runPlatform } from './fixtures/program.ts'
import { connect } from './history/ground.ts'

let folder: string
let dataFolder: string
let port: number
let chainPort: number
let platform: Program | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  dataFolder = join(folder, 'data')
  port = await freePort()
  chainPort = await freePort()
})
afterAll(async () => {
  for (const pid of Object.values(processesOf(dataFolder))) kill(pid())
  await platform?.ended
  rmSync(folder, { recursive: true, force: true })
})

const start = (): Program => {
  platform = runPlatform(['--data', dataFolder, '--port', `${port}`, '--chain-port', `${chainPort}`])
  return platform
}
const read = async <T>(path: string): Promise<T> =>
  (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as T
const preparing = async () => (await read<Platform>('/api/v1/platform')).preparing
const accounts = async () => (await read<{ total: number }>('/api/v1/demonstration/accounts')).total
/** Waits until so many of the demonstration's loans can be seen. */
const untilSeen = (loans: number) =>
  vi.waitFor(async () => expect((await preparing())?.loans).toBeGreaterThanOrEqual(loans), {
    timeout: 300_000,
    interval: 200,
  })

test('the pages are served while the demonstration is being built, which kills of any part do not stop', {
  timeout: 900_000,
}, async () => {
  await start().said(/Open http:.* the demonstration is prepared meanwhile/)
  expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toMatch(/html/)
  await untilSeen(4)

  // Nothing half-built is presented as done, and nobody gets between the blocks of the history.
  expect(await preparing()).toMatchObject({ of: 112 })
  expect(await accounts()).toBe(0)
  const move = { method: 'POST', body: '{"by":"day"}', headers: { 'content-type': 'application/json' } }
  const moved = await fetch(`http://127.0.0.1:${port}/api/v1/demonstration/clock`, move)
  expect(moved.status).toBe(409)
  expect(await moved.json()).toMatchObject({ type: 'urn:hurong:problem:BeingPrepared' })
  const { rpc } = connect(`http://127.0.0.1:${chainPort}`, 31_337)
  await expect(rpc('hurong_increaseTime', [60])).rejects.toThrow(/The demonstration is being prepared/)

  kill(processesOf(dataFolder).chain())
  await untilSeen(12)
  kill(processesOf(dataFolder).server())
  await vi.waitFor(() => untilSeen(20), { timeout: 300_000 })
  for (const pid of Object.values(processesOf(dataFolder))) kill(pid())
  await platform?.ended

  const again = start()
  await again.said(/Open http/)
  expect((await preparing())?.loans).toBeGreaterThanOrEqual(20)
  await again.said(/Ready after/)
  expect(await preparing()).toBeNull()
  expect(await accounts()).toBe(people.length)
  expect((await read<{ total: number }>('/api/v1/loans')).total).toBe(112)

  // Whoever looks at a loan can make its assessment again, from what the platform itself hands out.
  const { items } = await read<{ items: readonly LoanSummary[] }>('/api/v1/loans?limit=100')
  const assessed = items.filter(({ assessment }) => assessment)
  expect(assessed.length).toBeGreaterThan(items.length / 2)
  const [loan] = assessed
  const { saltedFields } = await read<{ saltedFields: SaltedFields }>(
    `/api/v1/demonstration/inputs/${loan?.loanId}`,
  )
  const file = await fetch(`http://127.0.0.1:${port}/api/v1/models/${loan?.assessment?.modelHash}/file`)
  const made = recompute(await file.text(), 'the model served', saltedFields)
  expect(made).toMatchObject({ grade: loan?.assessment?.grade, pdLifetime: loan?.assessment?.pdLife })
  const without = items.find(({ assessment }) => !assessment)
  const none = await fetch(`http://127.0.0.1:${port}/api/v1/demonstration/inputs/${without?.loanId}`)
  expect(none.status).toBe(404)
})
