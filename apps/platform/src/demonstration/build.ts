import { developmentMnemonic } from '@hurong/chain'
import { DAY } from '@hurong/finance'
import type { Deployment } from '@hurong/sdk'
import { champion } from '../credit/champion.ts'
import { openUnderwriting } from '../credit/underwriting.ts'
import { type Connection, groundOf, readStart } from '../history/ground.ts'
import { createMarket } from '../history/market.ts'
import { mineBlocks } from '../history/mine.ts'
import { createTimeline } from '../history/timeline.ts'
import { createWallets } from '../history/wallets.ts'
import type { Progress } from '../steps/progress.ts'
import { demonstrationAccounts, keeperAccount, operatorAccount, underwritersOf } from './people.ts'
import { planDemonstration } from './plan.ts'
import { sampleLoans } from './sample.ts'
import { readState, writeState } from './state.ts'

/** Seconds between two blocks of the demonstration's history at least. */
const slot = 3600

/**
 * Builds the demonstration market on a local chain whose clock still stands in the past, and brings the clock to now.
 * Killed anywhere, the same call goes on where the chain stands; once complete it does nothing.
 * @throws PlanFailed if the contracts do not do what the plan expects; the reason of `signal` once it is aborted.
 */
export const buildDemonstration = async (
  connection: Connection,
  deployment: Deployment,
  {
    dataFolder,
    seed,
    scale = 1,
    progress,
    signal,
    now = Math.floor(Date.now() / 1000),
  }: {
    dataFolder: string
    seed: number
    scale?: number
    progress: Progress
    signal?: AbortSignal | undefined
    now?: number
  },
): Promise<void> => {
  const { rpc, publicClient } = connection
  const wallets = createWallets(developmentMnemonic)
  const known = readState(dataFolder)
  if (known?.lastBlock !== undefined) return
  const senders = [operatorAccount, keeperAccount].map((account) => wallets.account(account).address)
  const begun = known ?? {
    ...{ seed, scale, end: now - 60 },
    start: await readStart(connection, deployment, 0, senders),
  }
  const { start, end } = begun
  const ground = await groundOf(connection, deployment, start, operatorAccount)
  const one = 10n ** BigInt(deployment.currencies[0]?.decimals ?? 6)
  const timeline = createTimeline(start.timestamp, slot, end)
  const market = createMarket(ground, timeline, wallets)
  const model = champion()
  const signers = underwritersOf(wallets)
  const underwriting = await openUnderwriting(publicClient, deployment, { model, signers, seed: begun.seed })
  const casts = planDemonstration(market, await sampleLoans(model), {
    ...{ end, seed: begun.seed, scale: begun.scale, one, start: start.timestamp + DAY / 24, underwriting },
  })
  const loans = casts.length
  writeState(dataFolder, { ...begun, loans, lastBlock: undefined, accounts: [] })
  const done = Number(await publicClient.getBlockNumber({ cacheTime: 0 })) - start.block
  const began = performance.now()
  const { transactions, blocks } = await mineBlocks(timeline.blocks(), {
    ...{ rpc, wallets, chainId: deployment.chainId, nonces: start.nonces, done, signal },
    report: ({ timestamp }) => {
      const month = new Date(timestamp * 1000).toISOString().slice(0, 7)
      const words = `${month}, ${market.loans.length} of ${loans} loans`
      progress.to(timestamp - start.timestamp, end - start.timestamp, words)
    },
  })
  const { now: at } = (await rpc('hurong_time')) as { now: number }
  const present = Math.max(at, Math.floor(Date.now() / 1000))
  const { number: lastBlock } = (await rpc('hurong_mine', [{ timestamp: present, raws: [] }])) as {
    number: number
  }
  const accounts = demonstrationAccounts(wallets, market.participantId)
  writeState(dataFolder, { ...begun, loans, lastBlock, accounts })
  const seconds = Math.round((performance.now() - began) / 1000)
  progress.end(
    `${market.loans.length} real loans, ${transactions} transactions in ${blocks} blocks, ${seconds} s`,
  )
}
