import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  Hash,
  Hex,
  TransactionReceipt,
} from 'viem'
import { encodeFunctionData } from 'viem'
import type { ContractAbis, ContractName } from '../abi/index.ts'
import { contractAbis } from '../abi/index.ts'
import { HurongError, toHurongError } from '../errors/index.ts'
import type { DecodedLog } from '../events/index.ts'
import { decodeLogs } from '../events/index.ts'
import type { CallSender, HurongContext } from './context.ts'
import { pause } from './pause.ts'

/** A transaction on its way. */
export interface Sent<Result = unknown> {
  readonly hash: Hash
  /** What the call returned when simulated just before; figures in it may differ by what happened in between. */
  readonly result: Result
  /**
   * Waits until it is in a block.
   * @returns the receipt and the contracts' events in it.
   * @throws HurongError a contract's error if it failed after all; `OutcomeUnknown` if nothing was heard of it in time.
   */
  readonly wait: (options?: { timeout?: number; confirmations?: number }) => Promise<Done>
}

export interface Done {
  readonly receipt: TransactionReceipt
  readonly events: readonly DecodedLog[]
}

/** Part of the estimate added to it: between estimate and block others may write slots this call then finds cold. */
export const gasMargin = (estimate: bigint): bigint => estimate + (estimate >> 2n)

const revertReason = async (context: HurongContext, receipt: TransactionReceipt): Promise<HurongError> => {
  const hash = receipt.transactionHash
  try {
    const { from, input, to, value } = await context.publicClient.getTransaction({ hash })
    await context.publicClient.call({
      account: from,
      to,
      data: input,
      value,
      blockNumber: receipt.blockNumber,
    })
  } catch (error) {
    const decoded = toHurongError(error, { hash })
    if (decoded.kind === 'contract') return decoded
  }
  const message = 'The transaction is in a block and failed; the node tells no reason.'
  return new HurongError({ name: 'RevertedWithoutReason', kind: 'contract', message, hash })
}

/** Milliseconds between two looks for a receipt that no block announces. */
const lookEvery = 2_000

/** Looks until it found the receipt; told to stop before, it never resolves. */
const lookForReceipt = async (
  context: HurongContext,
  hash: Hash,
  signal: AbortSignal,
): Promise<TransactionReceipt> => {
  for (;;) {
    await pause(lookEvery, signal)
    if (signal.aborted) return new Promise(() => {})
    const receipt = await context.publicClient.getTransactionReceipt({ hash }).catch(() => undefined)
    if (receipt) return receipt
  }
}

/**
 * A receipt is looked for at each new block, and between blocks too: a node may tell of a block before it tells the receipts in it,
 * and where nobody else acts the next block may be long in coming.
 */
const receiptOf = async (
  context: HurongContext,
  { hash, timeout, confirmations }: { hash: Hash; timeout: number; confirmations: number },
): Promise<TransactionReceipt> => {
  const { publicClient } = context
  if (confirmations > 1) return publicClient.waitForTransactionReceipt({ hash, timeout, confirmations })
  const over = new AbortController()
  const { signal } = over
  try {
    return await Promise.race([
      publicClient.waitForTransactionReceipt({ hash, timeout, signal }),
      lookForReceipt(context, hash, signal),
    ])
  } finally {
    over.abort()
  }
}

/** Waits for any transaction the way `Sent.wait` does. */
export const waitFor = async (
  context: HurongContext,
  hash: Hash,
  { timeout = 120_000, confirmations = 1 }: { timeout?: number; confirmations?: number } = {},
): Promise<Done> => {
  let receipt: TransactionReceipt
  try {
    receipt = await receiptOf(context, { hash, timeout, confirmations })
  } catch (cause) {
    const message = `Nothing was heard of transaction ${hash}: it may still be done.`
    throw new HurongError({ name: 'OutcomeUnknown', kind: 'unknownOutcome', message, hash, cause })
  }
  if (receipt.status !== 'success') throw await revertReason(context, receipt)
  return { receipt, events: decodeLogs(context.deployment, receipt.logs) }
}

const sendAsCall = async (
  context: HurongContext,
  { address, sendCalls, gathers }: CallSender,
  call: { address: Address; abi: Abi; functionName: string; args: readonly unknown[] },
): Promise<Sent> => {
  try {
    const { result } = gathers
      ? { result: undefined }
      : await context.publicClient.simulateContract({ ...call, account: address })
    const hash = await sendCalls([{ to: call.address, data: encodeFunctionData(call) }])
    return { hash, result, wait: (options) => waitFor(context, hash, options) }
  } catch (error) {
    throw toHurongError(error)
  }
}

/**
 * Simulates a call to any contract and sends it only if it would succeed.
 * @throws HurongError why it would fail, or why it could not be sent.
 */
export const sendCall = async (
  context: HurongContext,
  call: { address: Address; abi: Abi; functionName: string; args: readonly unknown[] },
): Promise<Sent> => {
  if (context.sender) return sendAsCall(context, context.sender, call)
  const { publicClient, walletClient } = context
  const account = walletClient?.account
  if (walletClient === undefined || account === undefined)
    throw new HurongError({ name: 'NoWallet', kind: 'wallet', message: 'No wallet is connected.' })
  let data: Hex
  let result: unknown
  let gas: bigint
  try {
    data = encodeFunctionData(call)
    const [simulated, estimate] = await Promise.all([
      publicClient.simulateContract({ ...call, account }),
      publicClient.estimateGas({ account, to: call.address, data }),
    ])
    result = simulated.result
    gas = gasMargin(estimate)
  } catch (error) {
    throw toHurongError(error)
  }
  try {
    const chain = walletClient.chain ?? publicClient.chain ?? null
    const hash = await walletClient.sendTransaction({ account, chain, to: call.address, data, gas })
    return { hash, result, wait: (options) => waitFor(context, hash, options) }
  } catch (error) {
    throw toHurongError(error, { sending: true })
  }
}

type Writes<C extends ContractName> = ContractFunctionName<ContractAbis[C], 'nonpayable' | 'payable'>

/** Simulates and sends a call to one of the contracts. @throws HurongError */
export const send = async <
  C extends ContractName,
  F extends Writes<C>,
  A extends ContractFunctionArgs<ContractAbis[C], 'nonpayable' | 'payable', F>,
>(
  context: HurongContext,
  contract: C,
  functionName: F,
  args: A,
): Promise<Sent<ContractFunctionReturnType<ContractAbis[C], 'nonpayable' | 'payable', F, A>>> =>
  (await sendCall(context, {
    address: context.deployment.contracts[contract],
    abi: contractAbis[contract] as Abi,
    functionName: functionName as string,
    args: args as readonly unknown[],
  })) as never
