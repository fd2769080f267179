import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Deployment } from '@hurong/sdk'
import type { DemonstrationAccount } from '@hurong/sdk/api'
import type { KeySource } from '@hurong/sdk/keys'
import { type Logger, pino } from 'pino'
import type { Hex } from 'viem'
import { openCarrier } from './carrying/carrier.ts'
import { openCoSigner } from './coSigner/service.ts'
import { openDatabase } from './database/open.ts'
import { createApp } from './http/app.ts'
import type { ApiContext, ChainControl, ChainState } from './http/context.ts'
import { createMetrics } from './http/metrics.ts'
import type { RateLimit } from './http/rateLimit.ts'
import { urlOf } from './http/urlOf.ts'
import { openRpc } from './indexer/rpc.ts'
import { runIndexer } from './indexer/runIndexer.ts'
import { runKeeper } from './keeper/runKeeper.ts'
import { readModelFiles } from './models/modelFiles.ts'
import { noteCodeChange } from './notices/codeChange.ts'
import { noteBrowser } from './notices/newBrowser.ts'
import { type NoticeSettings, openNotices, watchNotices } from './notices/service.ts'
import { watchHead } from './platform/headWatch.ts'
import { watchStatus } from './platform/statusWatch.ts'
import { openRelayer, type Relayer } from './relayer/service.ts'
import type { RelayerSettings } from './relayer/settings.ts'
import { openSessions } from './sessions/service.ts'
import type { SessionSettings } from './sessions/settings.ts'
import { watchLapses } from './underwriting/lapse.ts'
import { openUnderwriting, type UnderwritingSettings } from './underwriting/service.ts'
import { openVerification, type VerificationSettings } from './verification/service.ts'

export type Role = 'api' | 'indexer' | 'keeper' | 'relayer'

export interface ServerSettings {
  /** What this process does; all of it if left out. */
  readonly roles?: readonly Role[]
  /** A PostgreSQL server; the embedded database in `dataDir` if left out. */
  readonly databaseUrl?: string | undefined
  readonly dataDir?: string | undefined
  readonly rpcUrl: string
  /** The node as browsers reach it; `rpcUrl` if left out. */
  readonly publicRpcUrl?: string | undefined
  readonly deployment: Deployment
  /** 0 takes a free one. */
  readonly port?: number
  readonly host?: string
  readonly log?: Logger
  readonly webRoot?: string | undefined
  /** Whether the chain is this platform's own, for demonstration; it may then have accounts and a clock for anyone. */
  readonly local?: boolean
  readonly demonstrationAccounts?:
    | readonly DemonstrationAccount[]
    | (() => readonly DemonstrationAccount[] | Promise<readonly DemonstrationAccount[]>)
    | undefined
  readonly chainControl?: ChainControl | undefined
  /** What the applicant of a demonstration loan said; undefined of any other loan. */
  readonly demonstrationInputs?: ApiContext['demonstrationInputs']
  /** How many loans a demonstration is going to have that is not complete in the rows up to this block; null if it is. */
  readonly demonstrationLoans?: ((indexedBlock: number) => number | null) | undefined
  /** Of the keeper role: a key that can pay fees and has no privilege. */
  readonly keeperKey?: Hex | KeySource | undefined
  /** The keeper begins when this resolves, which it must once the signal is aborted; at once if left out. */
  readonly keeperAfter?: ((signal: AbortSignal) => Promise<void>) | undefined
  /** Of the relayer role; none runs without, nor where the deployment has no accounts. */
  readonly relayer?: RelayerSettings | undefined
  /** A bundler that takes the relayer's place for who asks the API for one. */
  readonly bundlerUrl?: string | undefined
  /** Who pays for operations sent there (ERC-7677). */
  readonly paymasterUrl?: string | undefined
  /** Files of credit models: those that are registered are served, and applied by the underwriting service. */
  readonly modelFiles?: readonly string[] | undefined
  /** Of the underwriting service, a part of the api role. */
  readonly underwriting?: UnderwritingSettings | undefined
  /** Who verifies people, and how; left out, nobody is verified here. */
  readonly verification?: VerificationSettings | undefined
  /** Of signing in, a part of the api role. */
  readonly sessions?: SessionSettings | undefined
  /** Of telling owners what happens to their accounts, a part of the api role. */
  readonly notices?: NoticeSettings | undefined
  /** Of the operator's co-signer; made in the data folder on a local chain, and none elsewhere, if left out. */
  readonly coSignerKey?: Hex | undefined
  readonly limit?: RateLimit | undefined
  readonly finality?: number | undefined
}

export interface Server {
  readonly url: string
  readonly port: number
  readonly state: () => ChainState
  readonly metrics: () => Promise<string>
  readonly close: () => Promise<void>
}

/**
 * Starts the roles of a server in this process.
 * @throws DatabaseProblem, Refusal for a model file that was edited, or the system's error if the port is taken.
 */
export const startServer = async (settings: ServerSettings): Promise<Server> => {
  const {
    deployment,
    rpcUrl,
    roles = ['api', 'indexer', 'keeper', 'relayer'],
    local = false,
    host = '127.0.0.1',
  } = settings
  const log = settings.log ?? pino({ level: 'info' })
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const modelFiles = readModelFiles(settings.modelFiles ?? [])
    const underwriting = openUnderwriting(settings.underwriting ?? {}, settings.dataDir)
    const notices = openNotices(settings.notices ?? {}, settings.dataDir)
    const { database, close: closeDatabase } = await openDatabase(settings)
    closers.push(closeDatabase)
    const metrics = createMetrics()
    closers.push(() => metrics.registry.clear())
    const head = watchHead(database)
    closers.push(() => head.close())
    await head.look()
    let state: () => ChainState = () => ({ head: null, problem: null })
    if (roles.includes('indexer')) {
      const indexer = runIndexer({
        database,
        rpc: openRpc(rpcUrl),
        deployment,
        log,
        metrics,
        ...(settings.finality === undefined ? {} : { finality: settings.finality }),
        onChange: () => void head.look().catch(() => undefined),
      })
      state = indexer.state
      closers.push(indexer.close)
    } else if (roles.includes('api')) {
      const status = watchStatus(database)
      closers.push(status.close)
      await status.look()
      state = status.state
    }
    let keeperDone: (() => Promise<void>) | undefined
    if (roles.includes('keeper') && settings.keeperKey !== undefined) {
      const { keeperKey: privateKey, keeperAfter: after } = settings
      const keeper = runKeeper({ deployment, rpcUrl, privateKey, after, log, metrics })
      keeperDone = keeper.caughtUp
      closers.push(keeper.close)
    }
    let relayer: Relayer | undefined
    if (roles.includes('relayer') && settings.relayer !== undefined && deployment.accounts !== undefined) {
      const { accounts: contracts } = deployment
      relayer = openRelayer({ ...settings.relayer, database, deployment, contracts, rpcUrl, log, metrics })
      closers.push(relayer.close)
    }
    const { demonstrationAccounts: accounts = [] } = settings
    const opened = openSessions({
      ...{ database, deployment, log, local, nodeUrl: rpcUrl, dataDir: settings.dataDir },
      ...{ settings: settings.sessions ?? {}, coSignerKey: settings.coSignerKey },
    })
    const sessions = opened && {
      ...opened,
      onSignIn: noteBrowser({ database, head }),
      onCodeChange: noteCodeChange({ head }),
    }
    const context: ApiContext = {
      database,
      deployment,
      rpcUrl: settings.publicRpcUrl ?? rpcUrl,
      local,
      log,
      metrics,
      head,
      chainState: () => state(),
      modelFiles,
      underwriting,
      nodeUrl: rpcUrl,
      verification: settings.verification && openVerification(deployment, rpcUrl, settings.verification),
      chainControl: settings.chainControl,
      demonstrationLoans: settings.demonstrationLoans,
      demonstrationInputs: settings.demonstrationInputs,
      demonstrationAccounts: typeof accounts === 'function' ? accounts : () => accounts,
      keeperDone,
      notices,
      sessions,
      coSigner: openCoSigner(sessions),
      carrier:
        settings.keeperKey && openCarrier({ database, deployment, rpcUrl, privateKey: settings.keeperKey }),
      relayer,
      bundlerUrl: settings.bundlerUrl,
      paymasterUrl: settings.paymasterUrl,
    }
    const limit = settings.limit ?? (local ? { perMinute: 120_000, streams: 1_000 } : { perMinute: 1_200 })
    let port = settings.port ?? 0
    if (roles.includes('api')) {
      closers.push(watchLapses(context))
      closers.push(watchNotices(context).close)
      const app = createApp({ context, limit, webRoot: settings.webRoot })
      const server = createServer(getRequestListener(app.fetch))
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, resolve)
      })
      port = (server.address() as AddressInfo).port
      closers.push(
        () =>
          new Promise<void>((resolve) => {
            server.close(() => resolve())
            // Event streams stay open for ever; everything else is answered at once.
            server.closeAllConnections()
          }),
      )
    }
    return {
      url: urlOf(host, port),
      port,
      state: () => state(),
      metrics: () => metrics.registry.metrics(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
