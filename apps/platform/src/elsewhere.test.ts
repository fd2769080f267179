import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Chain, developmentMnemonic, freePort, startChain } from '@hurong/chain'
import type { Deployment } from '@hurong/sdk'
import { readDeployment } from '@hurong/sdk/node'
import { parseEther } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { fundUntil, openRaise } from './fixtures/lenders.ts'
import { startPostgres } from './fixtures/postgres.ts'
import {
  deploymentFile,
  type Ended,
  type Program,
  runPlatform,
  runTool,
  runVerify,
} from './fixtures/program.ts'
import { folderFormat } from './folder/identity.ts'
import { connect } from './history/ground.ts'
import { createWallets } from './history/wallets.ts'

/** A platform whose chain and database run elsewhere: another process's chain with another id, and a PostgreSQL server. */
const chainId = 1_337
const wallets = createWallets(developmentMnemonic)
let folder: string
let dataFolder: string
let port: number
let chain: Chain
let other: Chain
let postgres: Awaited<ReturnType<typeof startPostgres>>
let platform: Program | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  dataFolder = join(folder, 'data')
  port = await freePort()
  chain = await startChain({ dataDir: join(folder, 'chain'), port: 0, chainId })
  other = await startChain({ dataDir: join(folder, 'other'), port: 0, chainId: 4_711 })
  postgres = await startPostgres()
})
// One that a failed test leaves would hold the folder and the port, and fail those after it.
afterEach(async () => {
  await stop()
  platform = undefined
})
afterAll(async () => {
  await chain.close()
  await other.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  RPC_URL: chain.url,
  DATABASE_URL: postgres.url,
  DEPLOYER_KEY: wallets.privateKey(0),
  KEEPER_KEY: wallets.privateKey(1),
  ...more,
})
const run = (more: NodeJS.ProcessEnv = {}, data = dataFolder): Program =>
  runPlatform(['--data', data, '--port', String(port)], environment(more))
const start = async (): Promise<void> => {
  platform = run()
  await platform.said(/Ready after/)
}
const stop = async (): Promise<Ended | undefined> => {
  platform?.child.kill('SIGINT')
  return platform?.ended
}
const raisedByApi = async (): Promise<bigint> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/loans/1`)
  return BigInt(((await answer.json()) as { raised?: string }).raised ?? 0)
}

// Two starts and a verification, most of which is loading programs: two minutes where both cores are busy otherwise.
test('it deploys to a chain that has nothing, is used, and finds everything at the second start', {
  timeout: 300_000,
}, async () => {
  await start()
  const platformAnswer = await fetch(`http://127.0.0.1:${port}/api/v1/platform`)
  expect(await platformAnswer.json()).toMatchObject({ chainId, local: false, preparing: null })
  const deployment = readDeployment(join(dataFolder, 'deployments'), chainId) as Deployment
  await openRaise(chain.url, deployment)
  const acknowledged = new Map()
  await fundUntil(chain.url, deployment, { acknowledged, enough: 5, reached: () => {} })
  const raised = BigInt(acknowledged.size) * 10n * 10n ** 6n
  await vi.waitFor(async () => expect(await raisedByApi()).toBe(raised), { timeout: 60_000 })
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/demonstration/accounts`)).status).toBe(404)
  expect(await stop()).toMatchObject({ code: 0 })

  await start()
  expect(await raisedByApi()).toBe(raised)
  expect(readDeployment(join(dataFolder, 'deployments'), chainId)).toEqual(deployment)
  await stop()
  const { code, words } = await runVerify([
    ...['--rpc', chain.url, '--deployment', deploymentFile(dataFolder, chainId) as string],
    ...['--database', postgres.url],
  ])
  expect(words).toMatch(/^Database at block \d+: \d+ rows, 0 differences\.$/m)
  expect(code).toBe(0)
})

/** What a start that is refused says, and nothing beside it: no stack, and no password. */
const refusalOf = async (program: Program): Promise<string> => {
  const { code, words } = await program.ended
  expect(code).toBe(1)
  expect(words).not.toMatch(/^\s+at /m)
  expect(words).not.toContain('postgres:postgres')
  return words
}

test('data of one chain is refused on another, with both ids', async () => {
  expect(await refusalOf(run({ RPC_URL: other.url }))).toContain(
    `The data in ${dataFolder} belongs to chain ${chainId}, and chain 4711 answers. Set RPC_URL back`,
  )
})

test('data of a chain elsewhere is refused without RPC_URL', async () => {
  expect(await refusalOf(run({ RPC_URL: '' }))).toContain(
    `The data in ${dataFolder} belongs to a chain that runs elsewhere: set RPC_URL to it`,
  )
})

test('a chain nobody knows contracts of is refused with what to do', async () => {
  expect(await refusalOf(run({ RPC_URL: other.url }, join(folder, 'new')))).toMatch(
    /There is no deployment for chain 4711 in .*Deploy with `npm run deploy` \(docs\/operating\.md\)/,
  )
})

test('a deployer without money for gas, or with too little, is refused with the account to give some to', async () => {
  const bare = await startChain({ dataDir: join(folder, 'bare'), port: 0, chainId })
  const key = `0x${'12'.repeat(32)}` as const
  const where = ['--rpc', bare.url, '--key-env', 'KEY', '--out', join(folder, 'poor')]
  const started = () => refusalOf(run({ RPC_URL: bare.url, DEPLOYER_KEY: key }, join(folder, 'poor')))
  const deployed = async () => {
    const { code, words } = await runTool('deploy', where, { KEY: key })
    expect(code).toBe(1)
    return words
  }
  try {
    const none = /0x\w{40}( of DEPLOYER_KEY)? has no money for gas on chain 1337: give it some\./
    expect(await started()).toMatch(none)
    expect(await deployed()).toMatch(none)
    const value = parseEther('0.01')
    await connect(bare.url, chainId)
      .walletOf(wallets.account(0))
      .sendTransaction({ to: privateKeyToAddress(key), value })
    const little =
      /0x\w{40}( of DEPLOYER_KEY)? has 0\.00\d+ for gas, which may be too little at the present price/
    expect(await deployed()).toMatch(little)
    expect(await started()).toMatch(little)
  } finally {
    await bare.close()
  }
})

test('an address where no chain answers is refused with that address', async () => {
  const nowhere = `http://127.0.0.1:${await freePort()}`
  expect(await refusalOf(run({ RPC_URL: nowhere }))).toContain(`No chain answers at ${nowhere}`)
})

test('a database that does not answer is refused, and its password is not told', async () => {
  const nowhere = `postgresql://somebody:secret@127.0.0.1:${await freePort()}/hurong`
  const words = await refusalOf(run({ DATABASE_URL: nowhere }))
  expect(words).toMatch(/DATABASE_URL/)
  expect(words).not.toContain('secret')
})

test('a port in use is refused with the setting to change', async () => {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  expect(await refusalOf(run())).toContain(
    `Port ${port} on 127.0.0.1 is in use by another program: stop it, or set PORT`,
  )
  await new Promise((resolve) => server.close(resolve))
})

test('a folder of an earlier version is refused with both versions', async () => {
  const old = join(folder, 'old')
  mkdirSync(old)
  writeFileSync(join(old, 'hurong.json'), '{"format": 2, "chainId": 31337}')
  expect(await refusalOf(run({}, old))).toMatch(
    `is of format 2, and this version reads format ${folderFormat}`,
  )
})
