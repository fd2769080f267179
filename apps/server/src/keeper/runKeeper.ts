import type { Deployment } from '@hurong/sdk'
import { type KeeperOptions, runKeeper as keep } from '@hurong/sdk/keeper'
import { type KeySource, openKey } from '@hurong/sdk/keys'
import type { Logger } from 'pino'
import { createPublicClient, createWalletClient, type Hex, http } from 'viem'
import type { Metrics } from '../http/metrics.ts'
import { chainAt } from '../platform/chainAt.ts'

export interface KeeperSettings {
  readonly deployment: Deployment
  readonly rpcUrl: string
  /** A key that can pay fees; it needs no privilege. */
  readonly privateKey: Hex | KeySource
  readonly log: Logger
  readonly metrics: Metrics
  readonly pauseMilliseconds?: number
  /** What it waits for before its first round; resolves once the signal is aborted. */
  readonly after?: ((signal: AbortSignal) => Promise<void>) | undefined
}

/** Runs the keeper until it is closed. Killed anywhere it leaves nothing half done: each task is one transaction. */
export const runKeeper = ({
  deployment,
  rpcUrl,
  privateKey,
  log,
  metrics,
  pauseMilliseconds = 1_000,
  after = async () => {},
}: KeeperSettings) => {
  const aborter = new AbortController()
  const chain = chainAt(deployment, rpcUrl)
  const transport = http(rpcUrl, { batch: true })
  let waiting: { rounds: number; resolve: () => void }[] = []
  const rounded = () => {
    for (const one of waiting) one.rounds -= 1
    for (const one of waiting) if (one.rounds <= 0) one.resolve()
    waiting = waiting.filter(({ rounds }) => rounds > 0)
  }
  const options: KeeperOptions = {
    context: {
      deployment,
      publicClient: createPublicClient({ chain, transport, pollingInterval: 100 }),
      walletClient: createWalletClient({ chain, transport, account: openKey(privateKey) }),
    },
    pauseMilliseconds,
    signal: aborter.signal,
    onReport: (report) => {
      metrics.keeperTasks.inc({ action: report.action, outcome: report.outcome })
      const { action, outcome } = report
      log.info({ action, outcome, loan: Number(report.loanId & ((1n << 80n) - 1n)) }, 'keeper')
    },
    onAccountReport: ({ action, outcome, id }) => {
      metrics.keeperTasks.inc({ action, outcome })
      log.info({ action, outcome, id }, 'keeper')
    },
    onProblem: (problem) => {
      metrics.keeperProblems.inc()
      log.warn({ problem: problem.name }, 'a round of the keeper failed')
      rounded()
    },
    onRound: ({ loans }) => {
      metrics.keeperLoans.set(loans)
      rounded()
    },
  }
  const done = after(aborter.signal).then(() => keep(options))
  return {
    /** Resolves once a round that began after now is over. */
    caughtUp: () => new Promise<void>((resolve) => waiting.push({ rounds: 2, resolve })),
    close: async () => {
      aborter.abort()
      await done
      for (const { resolve } of waiting) resolve()
    },
  }
}
