import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { developmentMnemonic, lockFolder } from '@hurong/chain'
import { addMonths } from '@hurong/finance'
import { type Deployment, HurongError } from '@hurong/sdk'
import { openKey } from '@hurong/sdk/keys'
import { LOCAL_CHAIN_IDS, lackOfGasMoney, readDeployment } from '@hurong/sdk/node'
import { embeddedNodeFlags } from '@hurong/server/node-flags'
import {
  fundedAccounts,
  guardianAccount,
  keeperAccount,
  operatorAccount,
  relayerAccount,
  underwriterAccounts,
  underwritersOf,
} from './demonstration/people.ts'
import { prepareDemonstration } from './demonstration/prepare.ts'
import { historyMonths } from './demonstration/stages.ts'
import { isBuilt } from './demonstration/state.ts'
import {
  type Identity,
  readIdentity,
  requireSameChain,
  requireWritable,
  writeIdentity,
} from './folder/identity.ts'
import { type Connection, connect, deployLocally } from './history/ground.ts'
import { createWallets } from './history/wallets.ts'
import type { ChainPart } from './parts/chain.ts'
import type { ServerPart } from './parts/server.ts'
import { Refusal } from './refusal.ts'
import { ofChain, ofSite, requireFreePort } from './settings/port.ts'
import type { Role, Settings } from './settings/settings.ts'
import { awaitReady } from './steps/awaitReady.ts'
import { createProgress, type Progress } from './steps/progress.ts'
import { watchFolder } from './steps/watchFolder.ts'
import { type Supervised, supervise } from './supervision/supervise.ts'
import { buildSite, siteFolder } from './web/build.ts'

/** A platform that is up. */
export type Platform = {
  readonly url: string
  readonly rpcUrl: string
  readonly parts: ReadonlyMap<string, Supervised>
  /** Whether the demonstration is still being built, while the pages are served. */
  readonly preparing: boolean
  /** Resolves once all is there to be seen; rejects if the demonstration cannot be built. */
  readonly prepared: Promise<void>
  /** Ends all parts in order, the last one needed first. */
  stop(): Promise<void>
}

/** How the platform speaks while it starts. */
export type Voice = { readonly say: (line: string) => void; readonly progress: (name: string) => Progress }

/** What development does otherwise. */
export type Development = {
  /** Folders that, when a file in them changes, start the server anew. */
  readonly watched: readonly string[]
}

export const terminal: Voice = { say: (line) => console.log(line), progress: createProgress }

const moduleOf = (name: string) => fileURLToPath(new URL(`./parts/${name}.ts`, import.meta.url))

/**
 * Lines of a part go into a file of their own; what the supervisor says of it goes to the terminal too.
 * @param all Whether everything but the records of what was done goes to the terminal, as who develops wants it.
 */
const logOf = (folder: string, name: string, say: (line: string) => void, all: boolean) => {
  mkdirSync(join(folder, 'log'), { recursive: true })
  const file = createWriteStream(join(folder, 'log', `${name}.log`), { flags: 'a' })
  return (line: string) => {
    file.write(`${line}\n`)
    const told = line.startsWith(`${name} `) || line.startsWith('chain: replaying')
    if (told || (all && !line.startsWith('{'))) say(`  ${line}`)
  }
}

/** Waits for something no longer than until `signal` is aborted. @throws the signal's reason then. */
const orAborted = (signal: AbortSignal) => {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  aborted.catch(() => {})
  return <T>(work: Promise<T>): Promise<T> => Promise.race([aborted, work])
}

const reach = async (
  connection: Connection,
  url: string,
): Promise<{ chainId: number; genesisHash: string }> => {
  try {
    const chainId = await connection.publicClient.getChainId()
    const { hash } = await connection.publicClient.getBlock({ blockNumber: 0n })
    return { chainId, genesisHash: hash as string }
  } catch (error) {
    const reason = (error as { shortMessage?: string }).shortMessage ?? (error as Error).message
    throw new Refusal(
      `No chain answers at ${new URL(url).origin} (${reason}). Start it, or set RPC_URL to one that runs.`,
    )
  }
}

/** The contracts of a chain that runs elsewhere: told by a file, or deployed if it is a chain for trying things out. */
const deploymentElsewhere = async (
  settings: Settings,
  connection: Connection,
  chainId: number,
  folder: string,
): Promise<Deployment> => {
  const known = readDeployment(folder, chainId)
  if (known !== undefined) return known
  if (!LOCAL_CHAIN_IDS.includes(chainId)) {
    throw new Refusal(
      `There is no deployment for chain ${chainId} in ${folder}. Deploy with \`npm run deploy\` (docs/operating.md) and put ` +
        `the file ${chainId}.json there.`,
    )
  }
  if (settings.deployerKey === undefined) {
    throw new Refusal(
      `Chain ${chainId} has no contracts known here. Set DEPLOYER_KEY to a key that can pay for deploying them.`,
    )
  }
  const deployer = openKey(settings.deployerKey)
  try {
    return await deployLocally(connection, deployer, folder)
  } catch (error) {
    if (!(error instanceof HurongError)) throw error
    const lack = await lackOfGasMoney(connection.publicClient, deployer.address)
    const poor =
      lack === undefined
        ? ''
        : ` The account ${deployer.address} of DEPLOYER_KEY ${lack} on chain ${chainId}: give it some.`
    throw new Refusal(
      `The contracts could not be deployed to chain ${chainId} (${error.message}).${poor} What is there stays: start again to go on.`,
      { cause: error },
    )
  }
}

/** A web app that does not build stops nobody who has an earlier one. */
const earlierSite = (error: Error): string => {
  if (!existsSync(join(siteFolder, 'index.html'))) throw error
  return `going on with the earlier one. ${error.message}`
}

/**
 * Starts everything as one program, and serves the pages while a demonstration is still being built.
 * @param signal Aborted while it starts, it ends what was started.
 * @throws Refusal, or a part's own sentence, if something is in the way; the reason of `signal`. What was started is ended first.
 */
export const startPlatform = async (
  settings: Settings,
  { say, progress }: Voice = terminal,
  development?: Development,
  signal?: AbortSignal,
): Promise<Platform> => {
  const { dataFolder, host, port } = settings
  const parts = new Map<string, Supervised>()
  const held = readIdentity(dataFolder)
  requireWritable(dataFolder)
  const unlock = lockFolder(dataFolder)
  const ending = new AbortController()
  signal?.addEventListener('abort', () => ending.abort(signal.reason), { once: true })
  const unlessEnding = orAborted(ending.signal)
  const watchers: (() => void)[] = []
  let prepared: Promise<void> = Promise.resolve()
  const stop = async () => {
    ending.abort()
    for (const unwatch of watchers) unwatch()
    await prepared.catch(() => {})
    for (const part of [...parts.values()].reverse()) await part.stop()
    unlock()
  }
  try {
    const remote = settings.rpcUrl !== undefined
    if (settings.empty && held?.empty === false)
      say('  --empty is for a new data folder: this one has the demonstration market already.')
    if (held !== undefined && held.remote !== remote) {
      throw new Refusal(
        `The data in ${dataFolder} belongs to ${held.remote ? 'a chain that runs elsewhere: set RPC_URL to it' : 'the embedded chain: leave RPC_URL out'}, ` +
          'or set DATA_DIR to another folder.',
      )
    }
    if (!remote) await requireFreePort('127.0.0.1', settings.chainPort, ofChain)
    await requireFreePort(host, port, ofSite)

    const site = development === undefined ? buildSite() : Promise.resolve(false)
    site.catch(() => {})
    const now = Math.floor(Date.now() / 1000)
    const empty = held?.empty ?? (settings.empty || remote)
    const identity: Identity = held ?? {
      ...{ chainId: settings.chainId, genesisHash: undefined, empty, remote, madeAt: now },
      genesis: empty ? now : addMonths(now, -historyMonths - 2),
    }
    let rpcUrl = settings.rpcUrl ?? ''
    if (!remote) {
      if (held === undefined) writeIdentity(dataFolder, identity)
      const options: ChainPart = {
        chainFolder: join(dataFolder, 'chain'),
        dataFolder,
        port: settings.chainPort,
        chainId: identity.chainId,
        genesis: identity.genesis,
        accounts: fundedAccounts,
      }
      const log = logOf(dataFolder, 'chain', say, false)
      const chain = await supervise({
        ...{ name: 'chain', module: moduleOf('chain'), options, log },
        signal: ending.signal,
      })
      parts.set('chain', chain)
      rpcUrl = String(chain.facts.url)
      say(`  Chain: ${rpcUrl}`)
    }

    const answering = await unlessEnding(reach(connect(rpcUrl, identity.chainId), rpcUrl))
    if (held !== undefined || !remote) requireSameChain(dataFolder, identity, answering)
    // A chain that runs elsewhere has the id it has; the settings' is the embedded one's.
    const connection = connect(rpcUrl, answering.chainId)
    const owned: Identity = { ...identity, ...answering }
    if (held?.genesisHash === undefined) writeIdentity(dataFolder, owned)

    const wallets = createWallets(developmentMnemonic)
    const deployments = join(dataFolder, 'deployments')
    const deploying = progress('Contracts')
    // A folder keeps the contracts it was made with, whatever this version would deploy.
    const deployment = remote
      ? await unlessEnding(deploymentElsewhere(settings, connection, answering.chainId, deployments))
      : (readDeployment(deployments, answering.chainId) ??
        (await unlessEnding(
          deployLocally(connection, wallets.account(operatorAccount), deployments, {
            guardian: wallets.account(guardianAccount).address,
            underwriters: underwritersOf(wallets).map(({ address }) => address),
            onStep: ({ index, count, name, outcome }) =>
              outcome === 'done' ? deploying.to(index, count, name) : undefined,
          }),
        )))
    deploying.end(`deployed on chain ${deployment.chainId}`)

    const building = progress('Web app')
    building.end(await unlessEnding(site.then((built) => (built ? 'built' : 'up to date'), earlierSite)))

    const local = !remote
    const options: ServerPart = {
      ...{ dataFolder, databaseFolder: join(dataFolder, 'database'), databaseUrl: settings.databaseUrl },
      ...{ rpcUrl, deployment, host, port, webRoot: siteFolder, local },
      ...{ publicRpcUrl: settings.publicRpcUrl, behindProxy: settings.behindProxy, roles: settings.roles },
      keeperKey: settings.keeperKey ?? (local ? wallets.privateKey(keeperAccount) : undefined),
      underwriterKey:
        settings.underwriterKey ?? (local ? wallets.privateKey(underwriterAccounts[0]) : undefined),
      verifierKey: local ? wallets.privateKey(operatorAccount) : undefined,
      relayerKey: settings.relayerKey ?? (local ? wallets.privateKey(relayerAccount) : undefined),
      relayerBudget: settings.relayerBudget?.toString(),
      relayerOperations: settings.relayerOperations,
      ...{ bundlerUrl: settings.bundlerUrl, paymasterUrl: settings.paymasterUrl },
      ...{ smtpUrl: settings.smtpUrl, mailFrom: settings.mailFrom },
      ...{ pushContact: settings.pushContact, pushServices: settings.pushServices },
      ...{
        coSignerKey: settings.coSignerKey,
        sessionsKey: settings.sessionsKey,
        contactsKey: settings.contactsKey,
      },
      siteOrigins: settings.siteOrigins,
      demonstration: !empty,
    }
    const log = logOf(dataFolder, 'server', say, development !== undefined)
    const nodeArguments = settings.databaseUrl === undefined ? embeddedNodeFlags : []
    const server = await supervise({
      name: 'server',
      module: moduleOf('server'),
      options,
      log,
      nodeArguments,
      signal: ending.signal,
    })
    parts.set('server', server)
    watchers.push(
      ...(development?.watched ?? []).map((folder) => watchFolder(folder, () => server.restart())),
    )
    const relaying = options.relayerKey !== undefined && deployment.accounts !== undefined
    const does = (role: Role) => settings.roles?.includes(role) ?? true
    const told = [
      ...(does('indexer') ? ['indexer'] : []),
      ...(does('keeper') && options.keeperKey !== undefined ? ['keeper'] : []),
      ...(does('relayer') && relaying ? ['relayer'] : []),
      ...(does('api') ? ['API and web app'] : []),
    ]
    say(`  Server: ${told.join(', ')}`)
    const url = String(server.facts.url)
    const indexed = async () => {
      // Without the API nobody can be asked, and there are no pages to wait for.
      if (!does('api')) return
      const head = Number(await connection.publicClient.getBlockNumber({ cacheTime: 0 }))
      await awaitReady(url, head, progress('Index'))
    }
    await unlessEnding(indexed())
    const preparing = !empty && !isBuilt(dataFolder)
    if (preparing) {
      const building = progress('Demonstration market')
      const { seed } = settings
      const options = { dataFolder, seed, progress: building, signal: ending.signal }
      prepared = prepareDemonstration(connection, deployment, options).then(indexed)
      prepared.catch(() => {})
    }
    return { url, rpcUrl, parts, preparing, prepared, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
