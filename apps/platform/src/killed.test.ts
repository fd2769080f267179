import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Chain, freePort, startChain } from '@hurong/chain'
import type { Deployment } from '@hurong/sdk'
import { readDeployment } from '@hurong/sdk/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fundedAccounts } from './demonstration/people.ts'
import { type Acknowledged, fundUntil, openRaise } from './fixtures/lenders.ts'
import {
  deploymentFile,
  kill,
  type Program,
  processesOf,
  runPlatform,
  runVerify,
} from './fixtures/program.ts'
import { readIdentity } from './folder/identity.ts'
import { connect } from './history/ground.ts'

/** One platform lives through all of this, as one would that is killed again and again. */
let folder: string
let dataFolder: string
let ports: readonly [number, number]
let platform: Program | undefined
let chain: Chain | undefined
let deployment: Deployment
const acknowledged: Acknowledged = new Map()
const processes = () => processesOf(dataFolder)
const random = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1))
const rpcUrl = () => `http://127.0.0.1:${ports[1]}`

const start = async (): Promise<Program> => {
  const [port, chainPort] = ports
  const program = runPlatform([
    ...['--empty', '--data', dataFolder, '--port', String(port), '--chain-port', String(chainPort)],
  ])
  platform = program
  await program.said(/Ready after/)
  return program
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
  dataFolder = join(folder, 'data')
  ports = [await freePort(), await freePort()]
  await start()
  deployment = readDeployment(join(dataFolder, 'deployments'), 31_337) as Deployment
  await openRaise(rpcUrl(), deployment)
})
afterAll(async () => {
  await chain?.close()
  for (const pid of Object.values(processes())) kill(pid())
  await platform?.ended
  rmSync(folder, { recursive: true, force: true })
})

const readApi = async <T>(path: string): Promise<T> => {
  const answer = await fetch(`http://127.0.0.1:${ports[0]}${path}`)
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return (await answer.json()) as T
}

/** Notes of the raise as the API answers them, base units; 0 until it has read of the raise. */
const raisedByApi = async (): Promise<bigint> => {
  const { raised } = await readApi<{ raised: string }>('/api/v1/loans/1')
  return BigInt(raised)
}

/** Everything answered as done is on the chain where it was, and in the API's answers. */
const expectAllThere = async (): Promise<void> => {
  const { publicClient } = connect(rpcUrl(), deployment.chainId)
  for (const [hash, seenIn] of acknowledged) {
    const receipt = await publicClient.getTransactionReceipt({ hash })
    expect(receipt.status).toBe('success')
    // Answered just before the kill, nobody may have asked for its block; if somebody did, it stands where it stood.
    if (seenIn !== null) expect(receipt.blockHash).toBe(seenIn)
  }
  const least = BigInt(acknowledged.size) * 10n * 10n ** 6n
  await vi.waitFor(async () => expect(await raisedByApi()).toBeGreaterThanOrEqual(least), { timeout: 60_000 })
}

const expectVerified = async (): Promise<void> => {
  const { code, words } = await runVerify([
    ...['--rpc', rpcUrl(), '--deployment', deploymentFile(dataFolder) as string],
  ])
  expect(words).toMatch(/ 0 differences\.$/m)
  expect(code).toBe(0)
}

/** Funds until `kills` strikes after a number of acknowledgements nobody knows before. */
const fundAndKill = async (kills: () => void): Promise<void> => {
  const options = { acknowledged, enough: random(2, 25), reached: kills }
  await fundUntil(rpcUrl(), deployment, options)
}

test('kill -9 of the server while money moves: it is started again and has read all of it', {
  timeout: 300_000,
}, async () => {
  for (let round = 0; round < 3; round++) {
    const before = processes().server()
    let told = 0n
    const watching = setInterval(() => {
      void raisedByApi().then(
        (raised) => {
          told = raised
        },
        () => {},
      )
    }, 50)
    await fundAndKill(() => kill(before))
    clearInterval(watching)
    await expectAllThere()
    expect(await raisedByApi()).toBeGreaterThanOrEqual(told)
    expect(processes().server()).not.toBe(before)
  }
  await expectVerified()
})

test('kill -9 of the chain while money moves: it is started again with all it had answered', {
  timeout: 300_000,
}, async () => {
  for (let round = 0; round < 3; round++) {
    const before = processes().chain()
    await fundAndKill(() => kill(before))
    await vi.waitFor(async () => expect(await connect(rpcUrl(), 31_337).rpc('eth_chainId')).toBe('0x7a69'), {
      timeout: 60_000,
    })
    await expectAllThere()
    expect(processes().chain()).not.toBe(before)
  }
  await expectVerified()
})

test('kill -9 of the supervisor while money moves: all ends, and the next start has it all', {
  timeout: 300_000,
}, async () => {
  for (let round = 0; round < 2; round++) {
    await fundAndKill(() => kill(processes().supervisor()))
    await platform?.ended
    await start()
    await expectAllThere()
  }
  await expectVerified()
})

test('kill -9 of everything at once while money moves: the next start has it all', {
  timeout: 300_000,
}, async () => {
  for (let round = 0; round < 3; round++) {
    await fundAndKill(() => {
      for (const pid of Object.values(processes())) kill(pid())
    })
    await platform?.ended
    await start()
    await expectAllThere()
  }
  await expectVerified()
})

test('Ctrl-C while money moves ends in order and loses nothing, and the database agrees with the chain', {
  timeout: 300_000,
}, async () => {
  await fundAndKill(() => platform?.child.kill('SIGINT'))
  const ended = await platform?.ended
  expect(ended).toEqual({ code: 0, words: expect.stringMatching(/Ending\n$/) })
  await start()
  await expectAllThere()
  platform?.child.kill('SIGINT')
  await platform?.ended

  chain = await startChain({
    ...{ dataDir: join(dataFolder, 'chain'), port: ports[1], chainId: 31_337, accounts: fundedAccounts },
    timestamp: readIdentity(dataFolder)?.genesis ?? 0,
  })
  const { code, words } = await runVerify([
    ...['--rpc', rpcUrl(), '--deployment', deploymentFile(dataFolder) as string],
    ...['--database', join(dataFolder, 'database')],
  ])
  expect(words).toMatch(/^Database at block \d+: \d+ rows, 0 differences\.$/m)
  expect(words).toMatch(/checks, 0 differences\.$/m)
  expect(code).toBe(0)
})
