import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Chain, developmentMnemonic, startChain } from '@hurong/chain'
import { termDaysOf, UNITS } from '@hurong/finance'
import { recompute } from '@hurong/scoring/explain'
import {
  type Deployment,
  GRADES,
  loanIdOf,
  nameOf,
  readEvents,
  readLoan,
  readModels,
  unpackReasons,
} from '@hurong/sdk'
import type { DemonstrationAccount } from '@hurong/sdk/api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { champion, championFile, modelUri } from '../credit/champion.ts'
import { type Connection, connect, deployLocally, localProducts } from '../history/ground.ts'
import { createWallets } from '../history/wallets.ts'
import { buildDemonstration } from './build.ts'
import { silent } from './fixtures/silent.ts'
import { publicInputs } from './inputs.ts'
import { fundedAccounts, underwritersOf } from './people.ts'
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
  const wallets = createWallets(developmentMnemonic)
  const account = wallets.account(0)
  const underwriters = underwritersOf(wallets).map(({ address }) => address)
  return {
    connection,
    deployment: await deployLocally(connection, account, join(dataFolder, 'deployments'), { underwriters }),
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

/** Every loan of the assessed product quotes the champion's word on its own row of the tape, and no other loan any. */
const expectAssessed = async ({ connection, deployment }: Awaited<ReturnType<typeof open>>) => {
  const context = { publicClient: connection.publicClient, deployment }
  const model = champion()
  expect(await readModels(context)).toMatchObject([{ modelHash: model.hash, uri: modelUri(model) }])
  const toBlock = await connection.publicClient.getBlockNumber({ cacheTime: 0 })
  const events = await readEvents(context, { toBlock })
  const products = localProducts(deployment)
  const requested = events.flatMap((event) => (event.name === 'LoanRequested' ? [event.args] : []))
  const quoted = events.flatMap((event) => (event.name === 'AssessmentQuoted' ? [event.args] : []))
  const assessedIds = requested.flatMap((one) => (one.productId === products.assessed ? [one.loanId] : []))
  expect(quoted.map(({ loanId }) => loanId).sort()).toEqual(assessedIds.sort())
  expect(assessedIds.length).toBeGreaterThan(requested.length / 2)
  expect(assessedIds.length).toBeLessThan(requested.length)

  const limit = 20_000n * 10n ** 6n
  const termOf = new Map(requested.map(({ loanId, terms }) => [loanId, terms]))
  for (const { loanId, assessment, modelHash, signers } of quoted) {
    expect(modelHash).toBe(model.hash)
    const { unit, interval, count } = termOf.get(loanId) ?? { unit: 0, interval: 0, count: 0 }
    const termDays = termDaysOf({ unit: nameOf(UNITS, unit, 'Unit'), interval, count })
    expect(assessment.greatestTermDays).toBe(termDays)
    expect(signers).toHaveLength(assessment.greatestPrincipal > limit ? 2 : 1)
  }

  const inputs = await publicInputs(seed)
  for (const { loanId, assessment } of quoted) {
    const fields = inputs.get(assessment.inputsRoot)
    if (fields === undefined) throw new Error(`Nobody can make the assessment of loan ${loanId} again.`)
    const again = recompute(readFileSync(championFile, 'utf8'), 'champion', fields)
    expect(again.commitment).toBe(assessment.inputsRoot)
    expect([again.pd12, again.pdLifetime]).toEqual([assessment.pd12Months, assessment.pdLife])
    expect(again.grade).toBe(GRADES[assessment.grade])
    expect(unpackReasons(assessment.reasons)).toEqual(again.reasons.map(({ code }) => code))
    expect(fields.issue_d?.value.slice(0, 4)).toBe('2010')
  }
}

/** A visitor can lend, borrow, come for the first time and judge requests and stop new business; all but the last two are participants of the market. */
const expectEveryoneToActAs = (accounts: readonly DemonstrationAccount[]) => {
  const has = (role: DemonstrationAccount['role']) =>
    accounts.filter((account) => account.role === role).length
  expect(has('investor')).toBeGreaterThanOrEqual(5)
  expect(has('borrower')).toBeGreaterThanOrEqual(2)
  expect([has('newcomer'), has('underwriter'), has('guardian')]).toEqual([1, 1, 1])
  const isParticipant = ({ participantId }: DemonstrationAccount) => participantId !== null
  expect(accounts.filter((account) => !isParticipant(account)).map(({ role }) => role)).toEqual([
    'underwriter',
    'guardian',
  ])
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
  expectEveryoneToActAs(readAccounts(whole.dataFolder))
  await expectAssessed(whole)
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
