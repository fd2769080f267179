import type { Account, Chain, Hash, Log, PublicClient, Transport, WalletClient } from 'viem'
import { http, parseEventLogs } from 'viem'
import {
  createBundlerClient,
  createPaymasterClient,
  entryPoint08Abi,
  prepareUserOperation,
  toPackedUserOperation,
  type UserOperation,
} from 'viem/account-abstraction'
import { decodeRevert, HurongError } from '../errors/index.ts'
import type { AccountContracts } from './contracts.ts'
import type { AccountCall, PasskeyAccount } from './passkeyAccount.ts'
import { toOperationError, wasRefused } from './refusals.ts'

type Client = PublicClient<Transport, Chain | undefined>

/** Milliseconds between two looks whether an operation is in a block, and after which nobody knows. */
const [lookEvery, giveUpAfter] = [250, 120_000]

/** An operation that was brought to the chain and did what it says. */
export interface DoneOperation {
  readonly operationHash: Hash
  readonly transactionHash: Hash
}

/** Why the calls of an operation failed, though the operation itself was paid for and its nonce is used. */
const failureOf = (logs: Log[], hash: Hash): HurongError => {
  for (const { args } of parseEventLogs({
    abi: entryPoint08Abi,
    eventName: 'UserOperationRevertReason',
    logs,
  })) {
    const decoded = decodeRevert(args.revertReason, undefined, hash)
    if (decoded) return decoded
  }
  return new HurongError({
    name: 'RevertedWithoutReason',
    kind: 'contract',
    message: 'The calls of the operation failed, and the chain tells no reason this version knows.',
    hash,
  })
}

/**
 * Has calls signed as one operation and brought to the chain by a bundler (ERC-7769), which may refuse and can do nothing else.
 * @param paymasterUrl Who pays (ERC-7677); left out where the bundler itself does, as the platform's own does.
 * @returns when it is in a block.
 * @throws HurongError why it would fail, why it was refused, or why it failed after all.
 */
export const sendOperation = async ({
  client,
  account,
  calls,
  bundlerUrl,
  paymasterUrl,
}: {
  readonly client: Client
  readonly account: PasskeyAccount
  readonly calls: readonly AccountCall[]
  readonly bundlerUrl: string
  readonly paymasterUrl?: string | undefined
}): Promise<DoneOperation> => {
  const bundler = createBundlerClient({
    client,
    chain: client.chain,
    transport: http(bundlerUrl, { retryCount: 1 }),
    pollingInterval: lookEvery,
    ...(paymasterUrl === undefined
      ? {}
      : { paymaster: createPaymasterClient({ transport: http(paymasterUrl) }) }),
  })
  const fees = paymasterUrl === undefined ? { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n } : {}
  let operationHash: Hash
  try {
    operationHash = await bundler.sendUserOperation({ account, calls: [...calls], ...fees } as never)
  } catch (error) {
    throw toOperationError(error)
  }
  try {
    const { success, logs, receipt } = await bundler.waitForUserOperationReceipt({
      hash: operationHash,
      timeout: giveUpAfter,
    })
    if (!success) throw failureOf(logs, receipt.transactionHash)
    return { operationHash, transactionHash: receipt.transactionHash }
  } catch (error) {
    if (error instanceof HurongError) throw error
    if (wasRefused(error)) throw toOperationError(error)
    const message = `Nothing was heard of operation ${operationHash}: it may still be done.`
    throw new HurongError({ name: 'OutcomeUnknown', kind: 'unknownOutcome', message, cause: error })
  }
}

/** Gas an operation may use where no bundler estimates it: what is not used costs the account nothing at a fee of 0. */
const generous = {
  verificationGasLimit: 2_500_000n,
  callGasLimit: 3_000_000n,
  preVerificationGas: 0n,
} as const

/** Has calls signed as one operation that anybody may bring to the chain, at a fee of 0: who brings it pays the gas. */
export const signOperation = async (
  client: Client,
  account: PasskeyAccount,
  calls: readonly AccountCall[],
): Promise<UserOperation<'0.8'>> => {
  const prepared = (await prepareUserOperation(client, {
    account,
    calls: [...calls],
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    ...generous,
  } as never)) as unknown as UserOperation<'0.8'>
  return { ...prepared, signature: await account.signUserOperation(prepared as never) }
}

/**
 * Brings a signed operation to the chain with a wallet's own gas, without any bundler.
 * @throws HurongError why it would fail or failed.
 */
export const bringOperation = async (
  {
    client,
    wallet,
  }: { readonly client: Client; readonly wallet: WalletClient<Transport, Chain | undefined, Account> },
  { entryPoint }: AccountContracts,
  operation: UserOperation<'0.8'>,
): Promise<Hash> => {
  const call = {
    address: entryPoint,
    abi: entryPoint08Abi,
    functionName: 'handleOps',
    args: [[toPackedUserOperation(operation)], wallet.account.address],
  } as const
  let hash: Hash
  try {
    const estimate = await client.estimateContractGas({ ...call, account: wallet.account })
    hash = await wallet.writeContract({
      ...call,
      chain: wallet.chain ?? null,
      account: wallet.account,
      gas: estimate + (estimate >> 1n),
    })
  } catch (error) {
    throw toOperationError(error)
  }
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: giveUpAfter })
  const told = parseEventLogs({ abi: entryPoint08Abi, eventName: 'UserOperationEvent', logs: receipt.logs })
  if (!told.some(({ args }) => args.success)) throw failureOf(receipt.logs, hash)
  return hash
}
