import type { Hex } from 'viem'
import { type Node, NodeRefused } from './ask.ts'
import { pricesOf } from './look.ts'
import type { RelayerPace } from './settings.ts'

/** What a transaction that is sent now finds in its block, as far as can be told. */
export interface Present {
  /** Seconds since 1970. */
  readonly time: number
  readonly baseFee: bigint
  /** What it pays for a unit of gas. */
  readonly price: bigint
}

/** Returns the second the chain has now, run as code that makes a contract. */
const tellTime: Hex = '0x4260005260206000f3'
/** Milliseconds for which an answer is taken as still right. */
const kept = 1_000

/** Knows the present of the chain, at most a second late. */
export const openPresent = (node: Node, pace: RelayerPace) => {
  let told: { readonly present: Promise<Present>; readonly at: number } | undefined
  const read = async (): Promise<Present> => {
    const [time, block, priorityFee] = await node.askAll([
      // A chain that mines only when something happens has an old block as its newest.
      ['eth_call', [{ data: tellTime }, 'pending']],
      ['eth_getBlockByNumber', ['latest', false]],
      ['eth_maxPriorityFeePerGas', []],
    ])
    for (const answer of [time, block]) if (answer instanceof NodeRefused) throw answer
    const prices = pricesOf(block as { baseFeePerGas?: Hex } | null, priorityFee, pace)
    return {
      time: Number(time),
      baseFee: prices.baseFee,
      price: prices.baseFee + prices.priorityFee,
    }
  }
  return async (): Promise<Present> => {
    const at = performance.now()
    if (told === undefined || at - told.at > kept) {
      const asked = { present: read(), at }
      told = asked
      // What failed is asked anew by the next.
      asked.present.catch(() => {
        if (told === asked) told = undefined
      })
    }
    const { present, at: askedAt } = told
    const known = await present
    return { ...known, time: known.time + Math.trunc((performance.now() - askedAt) / 1000) }
  }
}
export type PresentNow = ReturnType<typeof openPresent>
