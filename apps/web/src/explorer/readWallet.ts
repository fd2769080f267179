import { currencyAbi, read } from '@hurong/sdk'
import { openChain } from './chain.ts'

export interface WalletTold {
  /** 0 for an address nobody is known behind. */
  readonly participantId: number
  readonly frozen: boolean
  readonly isContract: boolean
  readonly money: readonly {
    readonly currency: string
    /** In the wallet itself, base units. */
    readonly balance: bigint
    /** Kept in `Notes` because it could not be paid out. */
    readonly held: bigint
    /** What `Notes` may take from it; beyond any balance it is no limit. */
    readonly allowance: bigint
  }[]
}

/** What the chain knows of an address. */
export async function readWallet(address: `0x${string}`): Promise<WalletTold> {
  const { context } = await openChain()
  const { publicClient, deployment } = context
  const money = deployment.currencies.map(async ({ address: currency }) => {
    const call = { address: currency, abi: currencyAbi } as const
    const [balance, allowance, held] = await Promise.all([
      publicClient.readContract({ ...call, functionName: 'balanceOf', args: [address] }),
      publicClient.readContract({
        ...call,
        functionName: 'allowance',
        args: [address, deployment.contracts.notes],
      }),
      read(context, 'notes', 'heldCash', [currency, address]),
    ])
    return { currency, balance, held, allowance }
  })
  const [participantId, frozen, code, all] = await Promise.all([
    read(context, 'participants', 'participantOf', [address]),
    read(context, 'notes', 'isFrozen', [address]),
    publicClient.getCode({ address }),
    Promise.all(money),
  ])
  return {
    participantId,
    frozen,
    isContract: code !== undefined && code !== '0x',
    money: all,
  }
}
