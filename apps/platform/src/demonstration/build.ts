import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { developmentMnemonic } from '@hurong/chain'
import { DAY } from '@hurong/finance'
import type { Deployment } from '@hurong/sdk'
import type { DemonstrationAccount } from '@hurong/sdk/api'
import { readTape, SAMPLE_FILE, type TapeLoan } from '@hurong/tape'
import { writeWhole } from '../folder/identity.ts'
import { type Connection, groundOf, readStart, type Start } from '../history/ground.ts'
import { createMarket } from '../history/market.ts'
import { mineBlocks } from '../history/mine.ts'
import { createTimeline } from '../history/timeline.ts'
import { createWallets } from '../history/wallets.ts'
import type { Progress } from '../steps/progress.ts'
import { demonstrationAccounts, keeperAccount, operatorAccount } from './people.ts'
import { planDemonstration } from './plan.ts'

type State = {
  readonly seed: number
  readonly end: number
  readonly scale: number
  readonly start: Start
  readonly done: boolean
  readonly accounts: readonly DemonstrationAccount[]
}

const stateFile = (dataFolder: string) => join(dataFolder, 'demonstration.json')

const readState = (dataFolder: string): State | undefined => {
  const path = stateFile(dataFolder)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as State) : undefined
}

/** The accounts a visitor may act as; none while there is no demonstration. */
export const readAccounts = (dataFolder: string): readonly DemonstrationAccount[] =>
  readState(dataFolder)?.accounts ?? []

/** Whether the demonstration stands complete. */
export const isBuilt = (dataFolder: string): boolean => readState(dataFolder)?.done === true

const sample = async (): Promise<TapeLoan[]> => {
  const loans: TapeLoan[] = []
  for await (const row of readTape(SAMPLE_FILE)) if (row.kind === 'loan') loans.push(row.loan)
  return loans
}

/** Seconds between two blocks of the demonstration's history at least. */
const slot = 3600

/**
 * Builds the demonstration market on a local chain whose clock still stands in the past, and brings the clock to now.
 * Killed anywhere, the same call goes on where the chain stands; once complete it does nothing.
 */
export const buildDemonstration = async (
  connection: Connection,
  deployment: Deployment,
  {
    dataFolder,
    seed,
    scale = 1,
    progress,
    now = Math.floor(Date.now() / 1000),
  }: {
    dataFolder: string
    seed: number
    scale?: number
    progress: Progress
    now?: number
  },
): Promise<void> => {
  const { rpc, publicClient } = connection
  const wallets = createWallets(developmentMnemonic)
  let state = readState(dataFolder)
  if (state?.done) return
  if (state === undefined) {
    const senders = [operatorAccount, keeperAccount].map((account) => wallets.account(account).address)
    const start = await readStart(connection, deployment, 0, senders)
    state = { seed, scale, end: now - 60, start, done: false, accounts: [] }
    writeWhole(stateFile(dataFolder), state)
  }
  const { start, end } = state
  const ground = await groundOf(connection, deployment, start, operatorAccount)
  const one = 10n ** BigInt(deployment.currencies[0]?.decimals ?? 6)
  const timeline = createTimeline(start.timestamp, slot, end)
  const market = createMarket(ground, timeline, wallets)
  planDemonstration(market, await sample(), {
    ...{ end, seed: state.seed, scale: state.scale, one, start: start.timestamp + DAY / 24 },
  })
  const done = Number(await publicClient.getBlockNumber({ cacheTime: 0 })) - start.block
  const began = performance.now()
  const { transactions, blocks } = await mineBlocks(timeline.blocks(), {
    ...{ rpc, wallets, chainId: deployment.chainId, nonces: start.nonces, done },
    report: ({ timestamp, transactions: sent }) => {
      const month = new Date(timestamp * 1000).toISOString().slice(0, 7)
      progress.to(timestamp - start.timestamp, end - start.timestamp, `${month}, ${sent} transactions`)
    },
  })
  const { now: at } = (await rpc('hurong_time')) as { now: number }
  const present = Math.max(at, Math.floor(Date.now() / 1000))
  if (at < Math.floor(Date.now() / 1000)) await rpc('hurong_setTime', [present])
  const accounts = demonstrationAccounts(wallets, market.participantId)
  writeWhole(stateFile(dataFolder), { ...state, done: true, accounts })
  const seconds = Math.round((performance.now() - began) / 1000)
  progress.end(
    `${market.loans.length} real loans, ${transactions} transactions in ${blocks} blocks, ${seconds} s`,
  )
}
