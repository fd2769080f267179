import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { developmentMnemonic, startChain } from '@hurong/chain'
import { DAY } from '@hurong/finance'
import { readDeployment } from '@hurong/sdk/node'
import { wasTrainedOn } from '../credit/application.ts'
import { champion } from '../credit/champion.ts'
import { openUnderwriting, type Underwriting } from '../credit/underwriting.ts'
import { requireWritable, writeWhole } from '../folder/identity.ts'
import { connect, deployLocally, groundOf, readStart, type Start } from '../history/ground.ts'
import { createMarket } from '../history/market.ts'
import { mineBlocks } from '../history/mine.ts'
import { createTimeline } from '../history/timeline.ts'
import { createWallets } from '../history/wallets.ts'
import { Refusal } from '../refusal.ts'
import type { Progress } from '../steps/progress.ts'
import { type Calibration, calibrationOf } from './calibration.ts'
import { firstInvestor, lifeInDays, planReplay, type Replayed, type ReplayRow } from './plan.ts'
import { hashOf, type Taken, takeLoans } from './read.ts'
import { type Reconciliation, reconcile } from './reconcile.ts'

/** What a replay is asked for. */
export type ReplayOptions = {
  readonly file: string | URL
  readonly loans: number
  readonly investors: number
  readonly dataFolder: string
  readonly seed: number
  /** 0 takes a free port. */
  readonly port: number
  readonly log: (line: string) => void
  readonly progress: (name: string) => Progress
}

/** What a replay came to. */
export type ReplayResult = {
  readonly replayed: readonly Replayed[]
  readonly skipped: Taken['skipped']
  readonly ended: Taken['ended']
  readonly reconciliation: Reconciliation
  /** How right the model was about the loans it was not trained on; undefined if there are none. */
  readonly calibration: Calibration | undefined
  readonly transactions: number
  readonly blocks: number
  /** Blocks that were there already when it began. */
  readonly resumedAt: number
  /** Base units of one US cent. */
  readonly unit: bigint
  readonly decimals: number
}

const chainId = 31_337
/** A day: nothing on the tape is told more finely. */
const slot = DAY
const limits = { least: 10_000n, greatest: 10_000_000n }

type Plan = {
  readonly tape: string
  readonly model: string
  readonly loans: number
  readonly investors: number
  readonly seed: number
  readonly start: Start | undefined
}

/** Reads what the folder's replay was begun with; refuses to mix two. */
const openPlan = (path: string, asked: Omit<Plan, 'start'>): Plan => {
  if (!existsSync(path)) {
    const plan = { ...asked, start: undefined }
    writeWhole(path, plan)
    return plan
  }
  const plan = JSON.parse(readFileSync(path, 'utf8')) as Plan
  for (const key of ['tape', 'model', 'loans', 'investors', 'seed'] as const) {
    if (plan[key] === asked[key]) continue
    throw new Refusal(
      `The folder of ${path} holds a replay with another ${key === 'tape' ? 'tape' : key === 'model' ? 'credit model' : `--${key} (${plan[key]})`}. ` +
        'Give the same to go on with it, or another folder with --data DIR.',
    )
  }
  return plan
}

/** Tells the loans the model may judge from the others, and says which rows it cannot read. */
const judge = (rows: Taken['rows'], underwriting: Underwriting, log: (line: string) => void): ReplayRow[] =>
  rows.map((row) => {
    if (wasTrainedOn(underwriting.model, row.loan)) return { ...row, unassessed: 'trainedOn' }
    const reason = underwriting.refusalOf(row.loan)
    if (reason === undefined) return { ...row, unassessed: undefined }
    log(`  line ${row.line} is not assessed: ${reason}`)
    return { ...row, unassessed: 'unreadable' }
  })

/**
 * Brings loans of a tape onto a fresh local chain and lives them through under moved time. Cut off anywhere, the same
 * call goes on where the chain stands.
 */
export const runReplay = async (options: ReplayOptions): Promise<ReplayResult> => {
  const { dataFolder, file, investors, seed, log } = options
  requireWritable(dataFolder)
  const planFile = join(dataFolder, 'replay.json')
  const model = champion()
  const asked = { tape: await hashOf(file), model: model.hash, loans: options.loans, investors, seed }
  // Read before anything is written down: a wrong file would leave the folder to itself.
  const { rows, skipped, ended } = await takeLoans(file, options.loans, limits)
  const plan = openPlan(planFile, asked)
  for (const { line, reason } of skipped) log(`  line ${line} skipped: ${reason}`)
  if (ended !== undefined) log(`  from line ${ended.line} on nothing could be read: ${ended.reason}`)
  if (rows.length < options.loans) log(`  the tape has ${rows.length} loans, ${options.loans} were asked for`)

  const first = Math.min(...rows.map(({ loan }) => loan.issuedAt)) - 60 * DAY
  const accounts = firstInvestor + investors + rows.length
  const chain = await startChain({
    ...{ dataDir: join(dataFolder, 'chain'), port: options.port, chainId, timestamp: first, accounts },
    log: (line) => log(`  ${line}`),
  })
  try {
    const wallets = createWallets(developmentMnemonic)
    const deployer = wallets.account(0)
    // Behind all who send something: underwriters only sign.
    const signers = [wallets.account(accounts), wallets.account(accounts + 1)] as const
    const connection = connect(chain.url, chainId)
    const deployments = join(dataFolder, 'deployments')
    const deployment =
      readDeployment(deployments, chainId) ??
      (await deployLocally(connection, deployer, deployments, {
        underwriters: signers.map(({ address }) => address),
      }))
    const start = plan.start ?? (await readStart(connection, deployment, 0, [deployer.address]))
    if (plan.start === undefined) writeWhole(planFile, { ...plan, start })
    const ground = await groundOf(connection, deployment, start, 0)
    const decimals = deployment.currencies[0]?.decimals ?? 6
    const unit = 10n ** BigInt(decimals - 2)

    const longest = Math.max(...rows.map(({ loan }) => loan.issuedAt + (lifeInDays(loan) + 120) * DAY))
    const timeline = createTimeline(start.timestamp, slot, longest + 400 * DAY)
    const market = createMarket(ground, timeline, wallets)
    const { publicClient } = connection
    const underwriting = await openUnderwriting(publicClient, deployment, { model, signers, seed })
    const judged = judge(rows, underwriting, log)
    const replayed = planReplay(market, judged, { investors, seed, shift: 0, underwriting, unit })
    const done = Number(await connection.publicClient.getBlockNumber({ cacheTime: 0 })) - start.block
    if (done > 0) log(`  going on after block ${start.block + done}`)
    const bar = options.progress('Replaying')
    const span = longest - first
    const began = performance.now()
    const { blocks, transactions } = await mineBlocks(timeline.blocks(), {
      ...{ rpc: connection.rpc, wallets, chainId, nonces: start.nonces, done },
      report: ({ timestamp, transactions: sent }) =>
        bar.to(
          timestamp - first,
          span,
          `${new Date(timestamp * 1000).toISOString().slice(0, 7)}, ${sent} transactions`,
        ),
    })
    const seconds = Math.round((performance.now() - began) / 1000)
    bar.end(`${replayed.length} loans, ${transactions} transactions in ${blocks} blocks, ${seconds} s`)
    const checking = options.progress('Verifying')
    const reconciliation = await reconcile(connection, deployment, replayed, deployer.address, (at, all) =>
      checking.to(at, all),
    )
    checking.end(
      `${reconciliation.events} events, ${reconciliation.checks} figures compared with the contracts`,
    )
    return {
      replayed,
      skipped,
      ended,
      reconciliation,
      calibration: calibrationOf(reconciliation.foretold),
      transactions,
      blocks,
      resumedAt: Math.max(0, done),
      unit,
      decimals,
    }
  } finally {
    await chain.close()
  }
}
