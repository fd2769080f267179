import { divDown, divUp } from '@hurong/finance'
import type { Hex } from 'viem'
import { type Node, NodeRefused, NodeSilent } from './ask.ts'
import type { RelayerPace } from './settings.ts'

/** What the relayer has to know of the chain before it signs. */
export interface View {
  readonly chainId: number
  /** Transactions of the key in blocks. */
  readonly latest: number
  /** With those the node has in its pool, of whoever sent them. */
  readonly pending: number
  readonly block: number
  readonly baseFee: bigint
  readonly priorityFee: bigint
  readonly balance: bigint
}

/** What a transaction offers for a unit of gas. */
export interface Fees {
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

const leastPriorityFee = 1_000_000n
/** Of the greatest fee: a node that tells of generous others, or lies, costs no more. */
const greatestPriorityShare = 10n

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** What gas costs by a block, and by what the node tells of the priority fees others offer. */
export const pricesOf = (
  block: { readonly baseFeePerGas?: Hex } | null,
  told: unknown,
  { greatestFee }: RelayerPace,
): Pick<View, 'baseFee' | 'priorityFee'> => ({
  baseFee: BigInt(block?.baseFeePerGas ?? 0),
  priorityFee: smaller(
    larger(typeof told === 'string' ? BigInt(told) : 0n, leastPriorityFee),
    divDown(greatestFee, greatestPriorityShare),
  ),
})

/** @throws NodeSilent or NodeRefused if the node does not tell all of it. */
export const look = async (node: Node, relayer: Hex, pace: RelayerPace): Promise<View> => {
  const [chainId, block, latest, pending, balance, priorityFee] = await node.askAll([
    ['eth_chainId', []],
    ['eth_getBlockByNumber', ['latest', false]],
    ['eth_getTransactionCount', [relayer, 'latest']],
    ['eth_getTransactionCount', [relayer, 'pending']],
    ['eth_getBalance', [relayer, 'latest']],
    ['eth_maxPriorityFeePerGas', []],
  ])
  for (const answer of [chainId, block, latest, pending, balance])
    if (answer instanceof NodeRefused) throw answer
  const { number, ...rest } = block as { number: Hex; baseFeePerGas?: Hex }
  if (number === undefined) throw new NodeSilent('the node has no latest block')
  return {
    chainId: Number(chainId),
    latest: Number(latest),
    pending: Number(pending),
    block: Number(number),
    ...pricesOf(rest, priorityFee, pace),
    balance: BigInt(balance as Hex),
  }
}

/** Room for the base fee to double, as it can within six blocks. */
export const feesOf = ({ baseFee, priorityFee }: View): Fees => ({
  maxFeePerGas: 2n * baseFee + priorityFee,
  maxPriorityFeePerGas: priorityFee,
})

/** An eighth more, which is the least that nodes take a replacement for; rounded up. */
const raised = (fee: bigint): bigint => fee + divUp(fee, 8n)

/** Fees that take the place of others of the same nonce, and are no lower than the chain asks for now. */
export const feesOver = (before: Fees, view: View): Fees => {
  const now = feesOf(view)
  return {
    maxFeePerGas: larger(raised(before.maxFeePerGas), now.maxFeePerGas),
    maxPriorityFeePerGas: larger(raised(before.maxPriorityFeePerGas), now.maxPriorityFeePerGas),
  }
}

/** Why nothing may be signed, as a sentence without its end; null if it may. */
export const problemOf = (view: View, chainId: number, { greatestFee }: RelayerPace): string | null => {
  if (view.chainId !== chainId)
    return `the node is of chain ${view.chainId} and the platform of chain ${chainId}`
  if (feesOf(view).maxFeePerGas > greatestFee)
    return `gas costs ${view.baseFee} a unit, twice which is more than the ${greatestFee} that may be offered`
  // What one transaction of the smallest size would need.
  if (view.balance < feesOf(view).maxFeePerGas * 500_000n) return 'the relayer’s own money for gas is used up'
  return null
}
