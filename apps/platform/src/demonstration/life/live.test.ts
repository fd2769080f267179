import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Chain, developmentMnemonic, startChain } from '@hurong/chain'
import { DAY } from '@hurong/finance'
import { type Deployment, type Loan, readEvents, readSeries, withTimes } from '@hurong/sdk'
import { watchLoans } from '@hurong/sdk/keeper'
import { compareWithChain, replayEvents } from '@hurong/sdk/verify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, connect, deployLocally } from '../../history/ground.ts'
import { createWallets } from '../../history/wallets.ts'
import { buildDemonstration } from '../build.ts'
import { silent } from '../fixtures/silent.ts'
import { fundedAccounts, people, underwritersOf } from '../people.ts'
import { isOpen } from './borrowers.ts'
import { createLife } from './live.ts'

const now = 1_790_000_000
const wallets = createWallets(developmentMnemonic)
let folder: string
let chain: Chain
let connection: Connection
let deployment: Deployment
const lines: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  const genesis = now - 39 * 31 * DAY
  const made = { port: 0, chainId: 31_337, timestamp: genesis, accounts: fundedAccounts }
  chain = await startChain({ dataDir: join(folder, 'chain'), ...made })
  connection = connect(chain.url, 31_337)
  const underwriters = underwritersOf(wallets).map(({ address }) => address)
  deployment = await deployLocally(connection, wallets.account(0), join(folder, 'deployments'), {
    underwriters,
  })
  await buildDemonstration(connection, deployment, {
    dataFolder: folder,
    seed: 5,
    scale: 0.15,
    progress: silent,
    now,
  })
})
afterAll(async () => {
  await chain.close()
  rmSync(folder, { recursive: true, force: true })
})

const newLife = () => createLife(connection, deployment, { seed: () => 5, log: (line) => lines.push(line) })
const time = () => chain.time().now

const openRaises = async (): Promise<{ loan: Loan; share: number }[]> => {
  const context = { publicClient: connection.publicClient, deployment }
  const watch = watchLoans(context)
  await watch.sync()
  const open = [...watch.loans.values()].filter((loan) => isOpen(loan, time()))
  return Promise.all(
    open.map(async (loan) => {
      const { supply } = await readSeries(context, { seriesId: loan.loanId })
      return { loan, share: Number((supply * 100n) / loan.terms.principal) }
    }),
  )
}

const statuses = async (): Promise<Set<string>> => {
  const watch = watchLoans({ publicClient: connection.publicClient, deployment })
  await watch.sync()
  return new Set([...watch.loans.values()].map(({ position }) => position.status))
}

const noncesOfPeople = () =>
  Promise.all(
    people.map(({ account }) =>
      connection.publicClient.getTransactionCount({ address: wallets.account(account).address }),
    ),
  )

const differences = async (): Promise<unknown[]> => {
  const context = { publicClient: connection.publicClient, deployment }
  const head = await connection.publicClient.getBlockNumber({ cacheTime: 0 })
  const books = replayEvents(await withTimes(context, await readEvents(context, { toBlock: head })))
  return [...books.faults, ...(await compareWithChain(context, books, head)).differences]
}

test('month after month there are raises to fund, at various stages, and some of them come to be drawn', {
  timeout: 300_000,
}, async () => {
  const life = newLife()
  const before = await noncesOfPeople()
  const loansBefore = (await openRaises()).map(({ loan }) => loan.number)
  for (let month = 0; month < 3; month++) {
    await life.until(time() + 30 * DAY)
    const open = await openRaises()
    expect(open.length).toBeGreaterThanOrEqual(6)
    expect(open.some(({ share }) => share > 0)).toBe(true)
    expect(open.some(({ share }) => share < 100)).toBe(true)
    for (const { loan } of open) expect(loansBefore).not.toContain(loan.number)
  }
  expect(await statuses()).toContain('active')
  expect(lines).toEqual([])
  // Whoever a visitor may act as has sent nothing.
  expect(await noncesOfPeople()).toEqual(before)
  expect(await differences()).toEqual([])
})

test('years after years there are raises to fund, and no more loans than a few more run', {
  timeout: 300_000,
}, async () => {
  const life = newLife()
  for (let half = 0; half < 8; half++) await life.until(time() + 180 * DAY)
  expect((await openRaises()).length).toBeGreaterThanOrEqual(6)
  const watch = watchLoans({ publicClient: connection.publicClient, deployment })
  await watch.sync()
  const running = [...watch.loans.values()].filter(({ position }) => position.status === 'active')
  expect(running.length).toBeLessThan(160)
  expect(lines).toEqual([])
})

test('killed on the way, it leaves a market that the next move goes on with', {
  timeout: 300_000,
}, async () => {
  const script = fileURLToPath(new URL('../fixtures/liver.ts', import.meta.url))
  const first = await connection.publicClient.getBlockNumber({ cacheTime: 0 })
  for (const blocks of [1n, 2n, 4n]) {
    const to = String(time() + 60 * DAY)
    const child = spawn(process.execPath, [script, chain.url, join(folder, 'deployments'), to])
    const ended = once(child, 'exit')
    const start = await connection.publicClient.getBlockNumber({ cacheTime: 0 })
    while ((await connection.publicClient.getBlockNumber({ cacheTime: 0 })) < start + blocks) {}
    child.kill('SIGKILL')
    await ended
  }
  await newLife().until(time() + 20 * DAY)
  expect(await connection.publicClient.getBlockNumber({ cacheTime: 0 })).toBeGreaterThan(first + 7n)
  expect((await openRaises()).length).toBeGreaterThanOrEqual(6)
  expect(await differences()).toEqual([])
})

test('a clock moved past everybody on the chain itself finds new raises at the next look', {
  timeout: 300_000,
}, async () => {
  const life = newLife()
  await life.look()
  await chain.increaseTime(90 * DAY)
  expect(await openRaises()).toEqual([])
  await life.look()
  expect((await openRaises()).length).toBeGreaterThanOrEqual(6)
  const head = await connection.publicClient.getBlockNumber({ cacheTime: 0 })
  await life.look()
  expect(await connection.publicClient.getBlockNumber({ cacheTime: 0 })).toBe(head)
})
