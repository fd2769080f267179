import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Chain, developmentMnemonic, startChain } from '@hurong/chain'
import { type Deployment, loanIdOf, readLoan } from '@hurong/sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Connection, connect, deployLocally } from '../history/ground.ts'
import { createWallets } from '../history/wallets.ts'
import { buildDemonstration } from './build.ts'
import { silent } from './fixtures/silent.ts'
import { fundedAccounts } from './people.ts'
import { isBuilt, readAccounts } from './state.ts'

const now = 1_790_000_000
const genesis = now - 39 * 31 * 86_400

const [seed, scale] = [5, 0.15]
let folder: string
let chain: Chain | undefined
let builder: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-'))
})
afterEach(async () => {
  builder?.kill('SIGKILL')
  await chain?.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async (
  name: string,
): Promise<{ connection: Connection; deployment: Deployment; dataFolder: string }> => {
  const dataFolder = join(folder, name)
  const dataDir = join(dataFolder, 'chain')
  chain = await startChain({
    dataDir,
    port: 0,
    chainId: 31_337,
    timestamp: genesis,
    accounts: fundedAccounts,
  })
  const connection = connect(chain.url, 31_337)
  const account = createWallets(developmentMnemonic).account(0)
  return {
    connection,
    deployment: await deployLocally(connection, account, join(dataFolder, 'deployments')),
    dataFolder,
  }
}

/** What every loan came to, in text. */
const marketOf = async ({ publicClient }: Connection, deployment: Deployment): Promise<string[]> => {
  const currency = deployment.currencies[0]?.address as `0x${string}`
  const loans: string[] = []
  for (let number = 1; ; number++) {
    try {
      const loan = await readLoan(
        { publicClient, deployment },
        { loanId: loanIdOf(deployment, currency, number) },
      )
      const { status, outstandingPrincipal, nextInstalment } = loan.position
      loans.push(
        `${number} ${loan.purpose} ${loan.terms.method} ${status} ${outstandingPrincipal} ${nextInstalment}`,
      )
    } catch {
      return loans
    }
  }
}

test('a builder killed in the middle leaves a market that the next one completes to the same', {
  timeout: 120_000,
}, async () => {
  const whole = await open('whole')
  await buildDemonstration(whole.connection, whole.deployment, {
    dataFolder: whole.dataFolder,
    seed,
    scale,
    progress: silent,
    now,
  })
  const expected = await marketOf(whole.connection, whole.deployment)
  const statuses = new Set(expected.map((line) => line.split(' ')[3]))
  expect([...statuses].sort()).toEqual(['active', 'defaulted', 'funded', 'funding', 'repaid', 'writtenOff'])
  expect(isBuilt(whole.dataFolder)).toBe(true)
  expect(readAccounts(whole.dataFolder)).toHaveLength(13)
  await chain?.close()

  const cut = await open('cut')
  const script = fileURLToPath(new URL('./fixtures/builder.ts', import.meta.url))
  const child = spawn(process.execPath, [
    script,
    String(chain?.url),
    cut.dataFolder,
    `${seed}`,
    `${scale}`,
    `${now}`,
  ])
  builder = child
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (part: Buffer) => /half/.test(String(part)) && child.kill('SIGKILL'))
    child.once('exit', () => resolve())
  })
  expect(isBuilt(cut.dataFolder)).toBe(false)
  await buildDemonstration(cut.connection, cut.deployment, {
    dataFolder: cut.dataFolder,
    seed: 99,
    progress: silent,
  })
  expect(await marketOf(cut.connection, cut.deployment)).toEqual(expected)
})
