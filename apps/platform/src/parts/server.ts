import { join } from 'node:path'
import type { Deployment } from '@hurong/sdk'
import type { KeySource } from '@hurong/sdk/keys'
import { retailPolicy } from '@hurong/sdk/node'
import { type Role, sandboxProvider, startServer } from '@hurong/server'
import { championFile } from '../credit/champion.ts'
import { openInputs } from '../demonstration/inputs.ts'
import { createLife } from '../demonstration/life/live.ts'
import { isBuilt, loansExpected, readAccounts, readState } from '../demonstration/state.ts'
import { type Connection, connect } from '../history/ground.ts'
import { ofSite, requireFreePort } from '../settings/port.ts'
import { runPart } from '../supervision/runPart.ts'

/** What the server's process is started with: indexer, API, keeper, relayer and the web app's files. */
export type ServerPart = {
  readonly dataFolder: string
  readonly databaseFolder: string
  readonly databaseUrl: string | undefined
  readonly rpcUrl: string
  readonly publicRpcUrl: string | undefined
  readonly behindProxy: boolean
  readonly roles: readonly Role[] | undefined
  readonly deployment: Deployment
  readonly host: string
  readonly port: number
  readonly webRoot: string
  /** Whether the chain is this platform's own. */
  readonly local: boolean
  readonly keeperKey: `0x${string}` | KeySource | undefined
  /** Of the underwriter who signs what the credit model covers. */
  readonly underwriterKey: `0x${string}` | KeySource | undefined
  /** Of who registers verified people; left out, nobody is verified here. */
  readonly verifierKey: `0x${string}` | KeySource | undefined
  /** Of an account that pays gas for accounts which hold none. */
  readonly relayerKey: `0x${string}` | KeySource | undefined
  /** Of the operator's co-signer; made in the data folder on a local chain if left out. */
  readonly coSignerKey: `0x${string}` | undefined
  /** Seals where owners are told of their accounts; made in the data folder if left out. */
  readonly contactsKey: `0x${string}` | undefined
  /** Signs the cookies of sessions; made in the data folder if left out. */
  readonly sessionsKey: `0x${string}` | undefined
  readonly siteOrigins: readonly string[] | undefined
  /** Smallest units of the chain's money, as text: the options pass through JSON. */
  readonly relayerBudget: string | undefined
  readonly relayerOperations: number | undefined
  readonly bundlerUrl: string | undefined
  readonly paymasterUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly pushContact: string | undefined
  readonly pushServices: readonly string[] | undefined
  /** Whether the platform has a demonstration market, complete or being built. */
  readonly demonstration: boolean
}

/** Whole units of each test currency a newcomer of a local chain begins with. */
const welcomeMoney = 1_000

/** Requests of a client in a minute, told apart by what the proxy in front says. */
const perMinuteBehindProxy = 1_200

/** Milliseconds between two looks of the demonstration's people at the clock. */
const lookEvery = 2_000

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const seedOf = (dataFolder: string): number => readState(dataFolder)?.seed ?? 1

/** Waits until no block of the demonstration's history can be disturbed. */
const built = async (dataFolder: string, signal: AbortSignal): Promise<void> => {
  while (!isBuilt(dataFolder) && !signal.aborted) await pause(200)
}

const relayerOf = ({
  dataFolder,
  relayerKey,
  relayerBudget,
  relayerOperations,
  demonstration,
}: ServerPart) =>
  relayerKey === undefined
    ? undefined
    : {
        relayerKey,
        budget: {
          ...(relayerBudget === undefined ? {} : { money: BigInt(relayerBudget) }),
          ...(relayerOperations === undefined ? {} : { operations: relayerOperations }),
        },
        ...(demonstration ? { after: (signal: AbortSignal) => built(dataFolder, signal) } : {}),
      }

/** A platform of one machine shows what it would send; push services take its word for whom to turn to. */
const noticesOf = (part: ServerPart) => {
  const { smtpUrl, mailFrom, pushContact, pushServices, contactsKey, local, dataFolder } = part
  return {
    ...{ smtpUrl, mailFrom, contactsKey, pushServices },
    pushContact: pushContact ?? (local ? 'mailto:hurong@localhost' : undefined),
    mailFolder: local ? join(dataFolder, 'mail') : undefined,
  }
}

/** While the demonstration is being built the keeper stays out of its history, and pages tell how far it is. */
const demonstrationOf = ({ dataFolder, deployment }: ServerPart, { publicClient }: Connection) => ({
  demonstrationLoans: (indexedBlock: number) => loansExpected(dataFolder, indexedBlock),
  demonstrationInputs: openInputs({ publicClient, deployment }, () => seedOf(dataFolder)),
  keeperAfter: (signal: AbortSignal) => built(dataFolder, signal),
})

/** Lets the demonstration's people live once it stands, and looks after them now and then. */
const liveOn = (
  { dataFolder, deployment }: ServerPart,
  connection: Connection,
  log: (line: string) => void,
) => {
  const life = createLife(connection, deployment, { seed: () => seedOf(dataFolder), log })
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    if (looking !== undefined || !isBuilt(dataFolder)) return
    looking = life.look().finally(() => {
      looking = undefined
    })
  }, lookEvery)
  return {
    until: life.until,
    stop: async () => {
      clearInterval(timer)
      await life.settled()
    },
  }
}

if (import.meta.main) {
  await runPart<ServerPart>(async (options, say) => {
    // Taken meanwhile by another program: a sentence rather than a stack.
    await requireFreePort(options.host, options.port, ofSite)
    const connection = connect(options.rpcUrl, options.deployment.chainId)
    const { rpc } = connection
    const life = options.demonstration ? liveOn(options, connection, say) : undefined
    const time = async () => ((await rpc('hurong_time')) as { now: number }).now
    const chainControl = {
      time,
      block: async () => Number(await rpc('eth_blockNumber')),
      setTime: async (to: number) => {
        await life?.until(to)
        // Where the move was lived through, the clock stands there already and runs.
        if ((await time()) < to) await rpc('hurong_setTime', [to])
      },
    }
    const server = await startServer({
      databaseUrl: options.databaseUrl,
      dataDir: options.databaseFolder,
      rpcUrl: options.rpcUrl,
      publicRpcUrl: options.publicRpcUrl,
      ...(options.roles === undefined ? {} : { roles: options.roles }),
      ...(options.behindProxy ? { limit: { perMinute: perMinuteBehindProxy, behindProxy: true } } : {}),
      deployment: options.deployment,
      host: options.host,
      port: options.port,
      webRoot: options.webRoot,
      local: options.local,
      keeperKey: options.keeperKey,
      relayer: relayerOf(options),
      ...{ bundlerUrl: options.bundlerUrl, paymasterUrl: options.paymasterUrl },
      notices: noticesOf(options),
      sessions: { sessionsKey: options.sessionsKey, siteOrigins: options.siteOrigins },
      coSignerKey: options.coSignerKey,
      modelFiles: [championFile],
      ...(options.underwriterKey === undefined
        ? {}
        : { underwriting: { underwriterKey: options.underwriterKey } }),
      ...(options.local && options.verifierKey !== undefined
        ? {
            verification: {
              verifierKey: options.verifierKey,
              provider: sandboxProvider,
              policyId: retailPolicy.policyId,
              welcome: welcomeMoney,
            },
          }
        : {}),
      ...(options.demonstration ? demonstrationOf(options, connection) : {}),
      ...(options.local
        ? { chainControl, demonstrationAccounts: () => readAccounts(options.dataFolder) }
        : {}),
    })
    const stop = async () => {
      await life?.stop()
      await server.close()
    }
    return { facts: { url: server.url }, stop }
  })
}
