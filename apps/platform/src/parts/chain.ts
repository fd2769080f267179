import { startChain } from '@hurong/chain'
import { isBeingBuilt } from '../demonstration/state.ts'
import { runPart } from '../supervision/runPart.ts'

/** What the chain's process is started with. */
export type ChainPart = {
  /** The chain's own folder. */
  readonly chainFolder: string
  /** The platform's. */
  readonly dataFolder: string
  readonly port: number
  readonly chainId: number
  /** Seconds since 1970 of block 0. */
  readonly genesis: number
  readonly accounts: number
}

if (import.meta.main) {
  await runPart<ChainPart>(async ({ chainFolder, dataFolder, port, chainId, genesis, accounts }, say) => {
    const chain = await startChain({
      ...{ dataDir: chainFolder, port, chainId, timestamp: genesis, accounts, log: say },
      // A stranger's block amid the demonstration's history would be taken for one of it after a crash.
      closed: () =>
        isBeingBuilt(dataFolder)
          ? 'The demonstration is being prepared and nothing was changed: send it again when it is done.'
          : undefined,
      failed: (error) => {
        console.error(error.message)
        process.exit(1)
      },
    })
    return { facts: { url: chain.url }, stop: () => chain.close() }
  })
}
