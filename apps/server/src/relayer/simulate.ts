import { divUp } from '@hurong/finance'
import type { AccountContracts } from '@hurong/sdk/accounts'
import {
  type Address,
  decodeErrorResult,
  decodeEventLog,
  type Hex,
  isHex,
  numberToHex,
  toEventSelector,
} from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import { type Ask, type Node, NodeRefused, NodeSilent } from './ask.ts'
import { gasOf, gasOfTransaction, handleOps, type Operation } from './operation.ts'
import type { PresentNow } from './present.ts'

export interface RpcLog {
  readonly address: Hex
  readonly topics: readonly Hex[]
  readonly data: Hex
}

/** What became of one operation whose account took it. */
export interface Outcome {
  readonly succeeded: boolean
  /** What the contract said where its calls failed. */
  readonly revertData: Hex
  /** Of this operation among the others of the transaction, for sharing its cost. */
  readonly gas: bigint
}

export type Simulated =
  | { readonly taken: true; readonly outcomes: readonly Outcome[]; readonly gasUsed: bigint }
  | {
      readonly taken: false
      /** Undefined if it cannot be told. */
      readonly index: number | undefined
      /** In the EntryPoint's words, such as `AA24 signature error`. */
      readonly reason: string
      readonly data: Hex
    }

/** The events of an EntryPoint that tell what became of an operation. */
export const operationEvent = toEventSelector(
  'UserOperationEvent(bytes32,address,address,uint256,bool,uint256,uint256)',
)
const revertEvent = toEventSelector('UserOperationRevertReason(bytes32,address,uint256,bytes)')

/** What the EntryPoint's logs tell of operations, by their hashes. */
export const outcomesOf = (logs: readonly RpcLog[], entryPoint: Address): Map<Hex, Outcome> => {
  const found = new Map<Hex, Outcome>()
  const reverts = new Map<Hex, Hex>()
  for (const { address, topics, data } of logs) {
    if (topics[0] !== operationEvent && topics[0] !== revertEvent) continue
    if (address.toLowerCase() !== entryPoint.toLowerCase()) continue
    const { eventName, args } = decodeEventLog({
      abi: entryPoint08Abi,
      data,
      topics: topics as [Hex, ...Hex[]],
    })
    if (eventName === 'UserOperationRevertReason') reverts.set(args.userOpHash, args.revertReason)
    if (eventName === 'UserOperationEvent')
      found.set(args.userOpHash, {
        succeeded: args.success,
        revertData: reverts.get(args.userOpHash) ?? '0x',
        gas: args.actualGasUsed,
      })
  }
  return found
}

/** Why `handleOps` failed as a whole. */
export const failureOf = (data: Hex): Simulated & { readonly taken: false } => {
  try {
    const { errorName, args } = decodeErrorResult({ abi: entryPoint08Abi, data })
    if (errorName === 'FailedOp' || errorName === 'FailedOpWithRevert')
      return { taken: false, index: Number(args[0]), reason: args[1], data }
    return { taken: false, index: undefined, reason: errorName, data }
  } catch {
    return { taken: false, index: undefined, reason: 'it fails without a reason', data }
  }
}

const dataOf = (error: NodeRefused): Hex => {
  const { data } = error
  if (isHex(data)) return data
  const inner = (data as { data?: unknown } | undefined)?.data
  return isHex(inner) ? inner : '0x'
}

/** Whether a node says that it has no such method. */
const isUnknown = ({ code }: NodeRefused) => [-32_601, -32_004].includes(code)

const invalidParams = -32_602

interface SimulatedCall {
  readonly status: Hex
  readonly returnData: Hex
  readonly gasUsed: Hex
  readonly logs?: readonly RpcLog[]
}

/** A call to be tried. Without a limit whoever is called would keep the node busy as long as they like. */
export interface TriedCall {
  readonly from: Hex
  readonly to: Hex
  readonly data: Hex
  readonly gas: bigint
}

export interface Simulation {
  readonly node: Node
  /** How the node is asked to try a block. */
  readonly ask: Ask
  readonly contracts: AccountContracts
  readonly relayer: Address
  readonly present: PresentNow
}

/** More than any transaction costs. */
const plenty = numberToHex(10n ** 24n)

/**
 * Tries operations on the chain as it is now, without sending them. With `eth_simulateV1` what their calls would do is seen too; a
 * node without it is asked for each account's calls by themselves, which of an account that is not made yet tells nothing.
 *
 * Where the node lets it, a call is tried at the price it will have: a contract that is shown a price of 0 knows that nobody pays.
 */
export const openSimulator = ({ node, ask, contracts, relayer, present }: Simulation) => {
  const { entryPoint } = contracts
  let hasSimulate = true
  let takesPresent = true
  let takesPrice = true
  // What has not the money for a call's gas may not even try it.
  const withMoney = { [relayer]: { balance: plenty }, [entryPoint]: { balance: plenty } }

  const simulateBlock = async (calls: readonly TriedCall[]): Promise<SimulatedCall[]> => {
    const tryWith = async (overrides: Record<string, unknown>, price: { gasPrice?: Hex }) => {
      const asked = calls.map((call) => ({ ...call, ...price, gas: numberToHex(call.gas) }))
      const blockStateCalls = [{ ...overrides, calls: asked }]
      const [block] = (await ask('eth_simulateV1', [{ blockStateCalls }, 'latest'])) as {
        calls: SimulatedCall[]
      }[]
      if (block?.calls.length !== calls.length) throw new NodeSilent('a simulation had no result')
      return block.calls
    }
    if (!takesPresent) return tryWith({}, {})
    const { time, baseFee, price } = await present()
    const blockOverrides = { time: numberToHex(time), baseFeePerGas: numberToHex(baseFee) }
    try {
      return await tryWith({ blockOverrides, stateOverrides: withMoney }, { gasPrice: numberToHex(price) })
    } catch (error) {
      if (!(error instanceof NodeRefused) || isUnknown(error)) throw error
      const done = await tryWith({}, {})
      // Any other refusal may be of this call alone.
      takesPresent = error.code !== invalidParams
      return done
    }
  }

  const byCalls = async (operations: readonly Operation[], gas: bigint): Promise<Simulated> => {
    const call = {
      from: relayer,
      to: entryPoint,
      data: handleOps(operations, relayer),
      gas: numberToHex(gas),
    }
    const gasPrice = numberToHex((await present()).price)
    const tryWith = (price: { gasPrice?: Hex }, ...overrides: readonly unknown[]) =>
      node.askAll([
        ['eth_call', [{ ...call, ...price }, 'latest', ...overrides]],
        ['eth_estimateGas', [{ ...call, ...price }, 'latest', ...overrides]],
        ...operations.map(({ sender, callData, callGasLimit, factory }) => {
          const to = factory === undefined ? sender : relayer
          const data = factory === undefined ? callData : '0x'
          const inner = { from: entryPoint, to, data, gas: numberToHex(callGasLimit), ...price }
          return ['eth_call', [inner, 'latest', ...overrides]] as const
        }),
      ])
    let answers = takesPrice ? await tryWith({ gasPrice }, withMoney) : await tryWith({})
    const [first] = answers
    if (takesPrice && first instanceof NodeRefused && first.code === invalidParams) {
      takesPrice = false
      answers = await tryWith({})
    }
    const [tried, estimated, ...inner] = answers
    if (tried instanceof NodeRefused) return failureOf(dataOf(tried))
    const gasUsed = isHex(estimated) ? BigInt(estimated) : gas
    const outcomes = inner.map((one) => ({
      succeeded: !(one instanceof NodeRefused),
      revertData: one instanceof NodeRefused ? dataOf(one) : ('0x' as const),
      gas: divUp(gasUsed, BigInt(operations.length)),
    }))
    return { taken: true, outcomes, gasUsed }
  }

  return {
    /** @throws NodeRefused or NodeSilent if it could not be tried. */
    simulate: async (operations: readonly Operation[], hashes: readonly Hex[]): Promise<Simulated> => {
      const gas = operations.reduce((sum, operation) => sum + gasOf(operation), gasOfTransaction)
      if (!hasSimulate) return byCalls(operations, gas)
      try {
        const data = handleOps(operations, relayer)
        const [done] = await simulateBlock([{ from: relayer, to: entryPoint, data, gas }])
        if (done === undefined) throw new NodeSilent('a simulation had no result')
        if (Number(done.status) !== 1) return failureOf(done.returnData)
        const found = outcomesOf(done.logs ?? [], entryPoint)
        const outcomes = hashes.map((hash) => {
          const outcome = found.get(hash)
          if (outcome === undefined) throw new NodeSilent('a simulation does not tell what became of it')
          return outcome
        })
        return { taken: true, outcomes, gasUsed: BigInt(done.gasUsed) }
      } catch (error) {
        if (!(error instanceof NodeRefused) || !isUnknown(error)) throw error
        hasSimulate = false
        return byCalls(operations, gas)
      }
    },
    /** Tries calls one after another, each on what those before left behind. */
    tryCalls: async (
      calls: readonly TriedCall[],
    ): Promise<readonly { succeeded: boolean; data: Hex; gasUsed: bigint }[] | undefined> => {
      if (!hasSimulate) return undefined
      try {
        return (await simulateBlock(calls)).map(({ status, returnData, gasUsed }) => ({
          succeeded: Number(status) === 1,
          data: returnData,
          gasUsed: BigInt(gasUsed),
        }))
      } catch (error) {
        if (!(error instanceof NodeRefused)) throw error
        return undefined
      }
    },
  }
}

export type Simulator = ReturnType<typeof openSimulator>
