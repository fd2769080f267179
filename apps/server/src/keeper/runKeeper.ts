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

/** Rounds that fail before nobody waits any longer. */
const failuresWaited = 5

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
  let waiting: { rounds: number; failures: number; resolve: () => void }[] = []
  const rounded = (well: boolean) => {
    for (const one of waiting) one[well ? 'rounds' : 'failures'] -= 1
    const isOver = ({ rounds, failures }: { rounds: number; failures: number }) =>
      rounds <= 0 || failures <= 0
    for (const one of waiting) if (isOver(one)) one.resolve()
    waiting = waiting.filter((one) => !isOver(one))
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
      rounded(false)
    },
    onRound: ({ loans, reports }) => {
      metrics.keeperLoans.set(loans)
      rounded(reports.every(({ outcome }) => outcome !== 'failed'))
    },
  }
  const done = after(aborter.signal).then(() => keep(options))
  return {
    /** Resolves once a round that began after now is over and nothing in it failed; or after some failures, for nobody is kept waiting for ever. */
    caughtUp: () =>
      new Promise<void>((resolve) => waiting.push({ rounds: 2, failures: failuresWaited, resolve })),
    close: async () => {
      aborter.abort()
      await done
      for (const { resolve } of waiting) resolve()
    },
  }
}
