import type { Deployment } from '@hurong/sdk'
import type { AccountContracts } from '@hurong/sdk/accounts'
import { openKey } from '@hurong/sdk/keys'
import type { Logger } from 'pino'
import type { Hex } from 'viem'
import type { Database } from '../database/database.ts'
import type { Metrics } from '../http/metrics.ts'
import { type Ask, openNode } from './ask.ts'
import { openTotal } from './budget.ts'
import { openClients } from './clients.ts'
import { openEstimate } from './estimate.ts'
import { openIntake } from './intake.ts'
import { openJsonRpc } from './jsonRpc.ts'
import { openLease, readLease } from './lease.ts'
import { openLookUp } from './lookUp.ts'
import { openOnTheirWay } from './onTheirWay.ts'
import { openOurAccounts } from './ourAccounts.ts'
import { openPresent } from './present.ts'
import { budgetOf, limitsOf, paceOf, type RelayerSettings } from './settings.ts'
import { openSimulator } from './simulate.ts'
import { openWorker } from './worker.ts'

export interface RelayerParts extends RelayerSettings {
  readonly database: Database
  readonly deployment: Deployment
  readonly contracts: AccountContracts
  readonly rpcUrl: string
  readonly log: Logger
  readonly metrics: Metrics
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined
}

/** A relayer that is up. */
export interface Relayer {
  /** Answers the text of a JSON-RPC request. */
  readonly answer: (text: string, client: string) => Promise<unknown>
  /** Why it cannot work now; null if it does. */
  readonly problem: () => string | null
  readonly close: () => Promise<void>
}

/** Milliseconds for which what another process says of itself is taken as still right. */
const leaseKept = 1_000
/** Questions to the node in one request: of operations that were signed, and of estimates, which nobody signed. */
const [takenAtOnce, estimatedAtOnce] = [25, 5]

const keptFor = <T>(milliseconds: number, read: () => Promise<T>) => {
  let known: { readonly value: T; readonly at: number } | undefined
  return async (): Promise<T> => {
    if (known === undefined || performance.now() - known.at > milliseconds)
      known = { value: await read(), at: performance.now() }
    return known.value
  }
}

/**
 * Starts the relayer: a bundler (ERC-4337, ERC-7769) that brings operations of the platform's accounts to the chain and pays the gas
 * itself, so that nobody needs any.
 *
 * What it can do is only refuse. It never sees a key of anybody's; what it is sent is signed as a whole, so it can change nothing of
 * it; and what it refuses, anybody else can bring. Its own key holds money for gas and has no power.
 */
export const openRelayer = ({
  relayerKey,
  budget: givenBudget,
  limits: givenLimits,
  pace: givenPace,
  after = async () => {},
  reached = () => {},
  database,
  deployment,
  contracts,
  rpcUrl,
  log: parent,
  metrics,
  now = Date.now,
}: RelayerParts): Relayer => {
  const log = parent.child({ part: 'relayer' })
  const [budget, limits, pace] = [budgetOf(givenBudget), limitsOf(givenLimits), paceOf(givenPace)]
  const account = openKey(relayerKey)
  const relayer = account.address.toLowerCase() as Hex
  const { chainId, deployedAtBlock } = deployment
  const node = openNode(rpcUrl, pace.timeout)
  const present = openPresent(node, pace)
  // Each by a way of its own: what strangers ask for, and can fill, holds nobody up who works for those that were taken.
  const simulatorAsking = (ask: Ask) => openSimulator({ node, ask, contracts, relayer, present })
  const accounts = openOurAccounts(node, contracts)
  const lease = openLease(database, relayer, pace.lease)
  const onTheirWay = openOnTheirWay()
  const worker = openWorker({
    ...{ database, node, contracts, chainId, deployedAtBlock, relayer, account, lease, budget, pace },
    ...{ log, metrics, now, reached, onTheirWay, simulator: simulatorAsking(node.ask) },
  })
  const aborter = new AbortController()
  let begun = false
  const beginning = after(aborter.signal).then(() => {
    if (aborter.signal.aborted) return
    begun = true
    worker.start()
  })
  const elsewhere = keptFor(leaseKept, () => readLease(database, relayer))
  const problem = async () => {
    if (!begun) return 'the platform is being prepared'
    const own = worker.problem()
    // Where another process works with the key, what is taken here is brought there.
    return own === null || worker.holds() ? own : elsewhere()
  }
  const take = openIntake({
    ...{ database, contracts, chainId, budget, limits, accounts, present, problem, now },
    simulator: simulatorAsking(node.openQueue(takenAtOnce)),
    clients: openClients(
      budget.refusalsOfClient,
      (count) =>
        `${count} operations that their accounts do not take came from here. No more are looked at for now.`,
    ),
    total: openTotal(database, budget),
    wake: (hash) => {
      if (worker.problem() === null) onTheirWay.add(hash)
      worker.wake()
    },
  })
  const estimate = openEstimate({
    ...{ node, contracts, limits, accounts, now },
    simulator: simulatorAsking(node.openQueue(estimatedAtOnce)),
    clients: openClients(
      budget.estimatesOfClient,
      (count) => `${count} estimates were asked for from here within an hour. No more are made for now.`,
    ),
  })
  const lookUp = openLookUp({ database, node, contracts, deployedAtBlock, onTheirWay })
  return {
    answer: openJsonRpc({ chainId, contracts, take, estimate, lookUp, log, metrics }),
    problem: () => (begun ? worker.problem() : 'the platform is being prepared'),
    close: async () => {
      aborter.abort()
      await beginning
      await worker.close()
      node.close()
    },
  }
}
