import type { Hex } from 'viem'
import type { PlannedCall } from './calls.ts'
import type { PlannedBlock } from './timeline.ts'
import type { Wallets } from './wallets.ts'

/** JSON-RPC to the chain; answers the result or throws. */
export type Rpc = (method: string, params?: readonly unknown[]) => Promise<unknown>

/** How far a history has come. */
export type Progress = { readonly blocks: number; readonly transactions: number; readonly timestamp: number }

/** A planned transaction failed on the chain: the plan and the contracts disagree, and nothing after it would be right. */
export class PlanFailed extends Error {
  override readonly name = 'PlanFailed'
}

/** Far above what an empty chain asks; the accounts of a local chain have no end of it. */
const greatestFee = 10_000_000_000n

type Mined = { readonly block: PlannedBlock; readonly number: number }

type Receipt = { readonly status: Hex; readonly gasUsed: Hex; readonly transactionHash: Hex }

/** Signs planned transactions. @param nonces one for each. */
export const signCalls = (
  calls: readonly PlannedCall[],
  nonces: readonly number[],
  wallets: Wallets,
  chainId: number,
): Promise<Hex[]> =>
  Promise.all(
    calls.map(async ({ from, to, data, gas }, index) =>
      wallets.account(from).signTransaction({
        type: 'eip1559',
        chainId,
        nonce: nonces[index] as number,
        to,
        data: typeof data === 'string' ? data : await data(),
        gas,
        maxFeePerGas: greatestFee,
        maxPriorityFeePerGas: 0n,
      }),
    ),
  )

/** Account nonces before the first planned block, by index; 0 where none is told. */
export type Nonces = Readonly<Record<string, number>>

/**
 * Mines planned blocks one after the other. A block is on the chain whole or not at all, so a history that was cut off
 * goes on at the first block that is missing: `done` of them are planned again but not sent.
 * @throws PlanFailed with the transaction and the reason if one fails; the reason of `signal` once it is aborted.
 */
export const mineBlocks = async (
  blocks: Iterable<PlannedBlock>,
  {
    rpc,
    wallets,
    chainId,
    nonces,
    done,
    report,
    signal,
  }: {
    rpc: Rpc
    wallets: Wallets
    chainId: number
    nonces: Nonces
    done: number
    report: (progress: Progress) => void
    /** Ends it between two blocks. */
    signal?: AbortSignal | undefined
  },
): Promise<Progress> => {
  const next = new Map<number, number>()
  const nonceOf = (account: number): number => {
    const nonce = next.get(account) ?? nonces[account] ?? 0
    next.set(account, nonce + 1)
    return nonce
  }
  const mine = async (block: PlannedBlock, raws: readonly Hex[]): Promise<Mined> => {
    const { number } = (await rpc('hurong_mine', [{ timestamp: block.timestamp, raws }])) as {
      number: number
    }
    return { block, number }
  }
  const requireDone = async ({ block, number }: Mined): Promise<void> => {
    const receipts = (await rpc('eth_getBlockReceipts', [`0x${number.toString(16)}`])) as Receipt[]
    const failed = receipts.findIndex(({ status }) => status !== '0x1')
    if (failed < 0) return
    const call = block.calls[failed]
    throw new PlanFailed(
      `${call?.what} by account ${call?.from} failed in block ${number}, ${new Date(block.timestamp * 1000).toISOString()} ` +
        `(transaction ${receipts[failed]?.transactionHash}, ${Number(receipts[failed]?.gasUsed)} of ${call?.gas} gas).`,
    )
  }

  let progress: Progress = { blocks: 0, transactions: 0, timestamp: 0 }
  // While one block is being mined the one before is looked at, and the next is planned and signed.
  let mining: Promise<Mined> | undefined
  let looking: Promise<void> = Promise.resolve()
  /** Waits for what is under way; a failure counts as unhandled until then, which it is not. */
  const settle = async () => {
    await looking
    if (mining !== undefined) looking = requireDone(await mining)
    looking.catch(() => {})
  }
  for (const block of blocks) {
    const from = block.calls.map(({ from: account }) => nonceOf(account))
    if (progress.blocks >= done) {
      const raws = await signCalls(block.calls, from, wallets, chainId)
      await settle()
      signal?.throwIfAborted()
      mining = mine(block, raws)
      mining.catch(() => {})
    }
    progress = {
      blocks: progress.blocks + 1,
      transactions: progress.transactions + block.calls.length,
      timestamp: block.timestamp,
    }
    report(progress)
  }
  await settle()
  await looking
  return progress
}
