import type { Deployment } from '@hurong/sdk'
import { startServer } from '@hurong/server'
import { isBuilt, loansExpected, readAccounts } from '../demonstration/state.ts'
import { connect } from '../history/ground.ts'
import { requireFreePort } from '../settings/port.ts'
import { runPart } from '../supervision/runPart.ts'

/** What the server's process is started with: indexer, API, keeper and the web app's files. */
export type ServerPart = {
  readonly dataFolder: string
  readonly databaseFolder: string
  readonly databaseUrl: string | undefined
  readonly rpcUrl: string
  readonly deployment: Deployment
  readonly host: string
  readonly port: number
  readonly webRoot: string
  /** Whether the chain is this platform's own. */
  readonly local: boolean
  readonly keeperKey: `0x${string}` | undefined
  /** Whether the platform has a demonstration market, complete or being built. */
  readonly demonstration: boolean
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** While the demonstration is being built the keeper stays out of its history, and pages tell how far it is. */
const demonstrationOf = (dataFolder: string) => ({
  demonstrationLoans: (indexedBlock: number) => loansExpected(dataFolder, indexedBlock),
  keeperAfter: async (signal: AbortSignal) => {
    while (!isBuilt(dataFolder) && !signal.aborted) await pause(200)
  },
})

if (import.meta.main) {
  await runPart<ServerPart>(async (options) => {
    // Taken meanwhile by another program: a sentence rather than a stack.
    await requireFreePort(options.host, options.port, 'PORT')
    const { rpc } = connect(options.rpcUrl, options.deployment.chainId)
    const chainControl = {
      time: async () => ((await rpc('hurong_time')) as { now: number }).now,
      setTime: (to: number) => rpc('hurong_setTime', [to]),
    }
    const server = await startServer({
      databaseUrl: options.databaseUrl,
      dataDir: options.databaseFolder,
      rpcUrl: options.rpcUrl,
      deployment: options.deployment,
      host: options.host,
      port: options.port,
      webRoot: options.webRoot,
      local: options.local,
      keeperKey: options.keeperKey,
      ...(options.demonstration ? demonstrationOf(options.dataFolder) : {}),
      ...(options.local
        ? { chainControl, demonstrationAccounts: () => readAccounts(options.dataFolder) }
        : {}),
    })
    return { facts: { url: server.url }, stop: server.close }
  })
}
