import { startChain } from '@hurong/chain'
import { runPart } from '../supervision/runPart.ts'

/** What the chain's process is started with. */
export type ChainPart = {
  readonly dataFolder: string
  readonly port: number
  readonly chainId: number
  /** Seconds since 1970 of block 0. */
  readonly genesis: number
  readonly accounts: number
}

if (import.meta.main) {
  await runPart<ChainPart>(async ({ dataFolder, port, chainId, genesis, accounts }, say) => {
    const chain = await startChain({
      ...{ dataDir: dataFolder, port, chainId, timestamp: genesis, accounts, log: say },
      failed: (error) => {
        console.error(error.message)
        process.exit(1)
      },
    })
    return { facts: { url: chain.url }, stop: () => chain.close() }
  })
}
