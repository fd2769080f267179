import type { Account, Address, Chain, Hash, PublicClient, Transport, WalletClient } from 'viem'
import { http, isHex } from 'viem'
import {
  createBundlerClient,
  createPaymasterClient,
  entryPoint08Abi,
  formatUserOperationRequest,
  getUserOperationHash,
  prepareUserOperation,
  toPackedUserOperation,
  type UserOperation,
} from 'viem/account-abstraction'
import { HurongError } from '../errors/index.ts'
import type { AccountContracts } from './contracts.ts'
import { awaitOutcome, didIn, type Word, wordOf } from './outcome.ts'
import type { AccountCall, PasskeyAccount } from './passkeyAccount.ts'
import { toOperationError, wasRefused } from './refusals.ts'

type Client = PublicClient<Transport, Chain | undefined>

/** Milliseconds after which nobody knows what became of an operation. */
const giveUpAfter = 120_000

/** An operation that was brought to the chain and did what it says. */
export interface DoneOperation {
  readonly operationHash: Hash
  readonly transactionHash: Hash
}

/** What an operation is sent with. */
export interface SendOperation {
  readonly client: Client
  readonly account: PasskeyAccount
  readonly calls: readonly AccountCall[]
  readonly bundlerUrl: string
  /** Who pays (ERC-7677); left out where the bundler itself does, as the platform's own does. */
  readonly paymasterUrl?: string | undefined
  /** Milliseconds after which nobody knows what became of it. */
  readonly patience?: number | undefined
}

const openBundler = ({ client, bundlerUrl, paymasterUrl }: SendOperation) =>
  createBundlerClient({
    client,
    chain: client.chain,
    transport: http(bundlerUrl, { retryCount: 1 }),
    ...(paymasterUrl === undefined
      ? {}
      : { paymaster: createPaymasterClient({ transport: http(paymasterUrl) }) }),
  })

/** Before anything is signed nothing can have been done, whoever did not answer. */
const unsent = async (error: unknown, client: Client): Promise<HurongError> => {
  const known = toOperationError(error)
  if (known.kind !== 'unknownOutcome' && known.kind !== 'unreachable') return known
  const answers = await client.getBlockNumber({ cacheTime: 0 }).then(
    () => true,
    () => false,
  )
  return answers
    ? new HurongError({
        ...{ name: 'BundlerSilent', kind: 'refused', cause: error },
        message: 'Who is to bring the operation to the chain does not answer. Nothing was signed or sent.',
      })
    : new HurongError({
        ...{ name: 'ChainUnreachable', kind: 'unreachable', cause: error },
        message: 'The chain did not answer.',
      })
}

const hashOf = async (client: Client, entryPoint: Address, operation: UserOperation<'0.8'>): Promise<Hash> =>
  getUserOperationHash({
    chainId: client.chain?.id ?? (await client.getChainId()),
    entryPointAddress: entryPoint,
    entryPointVersion: '0.8',
    userOperation: operation,
  })

const sendOnce = async (given: SendOperation): Promise<DoneOperation> => {
  const { client, account, calls, paymasterUrl, patience = giveUpAfter } = given
  const bundler = openBundler(given)
  const fees = paymasterUrl === undefined ? { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n } : {}
  let fromBlock: bigint
  let operation: UserOperation<'0.8'>
  try {
    fromBlock = await client.getBlockNumber({ cacheTime: 0 })
    const prepared = (await bundler.prepareUserOperation({
      ...{ account, calls: [...calls], ...fees },
    } as never)) as UserOperation<'0.8'>
    operation = { ...prepared, signature: await account.signUserOperation(prepared as never) }
  } catch (error) {
    throw await unsent(error, client)
  }
  const entryPoint = account.entryPoint.address
  const asked = { client, entryPoint, operationHash: await hashOf(client, entryPoint, operation) }
  try {
    await bundler.request(
      {
        method: 'eth_sendUserOperation',
        params: [formatUserOperationRequest(operation as never), entryPoint],
      },
      { retryCount: 0 },
    )
  } catch (error) {
    if (wasRefused(error)) throw toOperationError(error)
    // It may have come there all the same: the chain tells.
  }
  const ask = async (): Promise<Word> => {
    try {
      const params = [asked.operationHash] as [Hash]
      const told = await bundler.request({ method: 'eth_getUserOperationReceipt', params })
      const transactionHash: unknown = told?.receipt?.transactionHash
      return isHex(transactionHash) ? { transactionHash } : { silent: undefined }
    } catch (error) {
      return wordOf(error)
    }
  }
  const transactionHash = await awaitOutcome(asked, ask, { fromBlock, patience })
  return { operationHash: asked.operationHash, transactionHash }
}

/** The account was made by somebody else meanwhile: an operation that makes it can never be done, and one that does not can. */
const wasMadeMeanwhile = ({ name, args }: HurongError): boolean =>
  name === 'OperationRefused' && String(args.reason).startsWith('AA10')

/**
 * Has calls signed as one operation and brought to the chain by a bundler (ERC-7769), which may refuse and can do nothing else: its
 * word is not taken for anything, and what the chain shows alone counts as done. An account that was made by somebody else meanwhile
 * signs once more.
 * @returns when it is in a block.
 * @throws HurongError why it would fail, why it was refused, why it failed after all, `BundlerSilent` if nobody is there to bring it,
 * and `OutcomeUnknown` if the chain shows nothing of it in time.
 */
export const sendOperation = async (given: SendOperation): Promise<DoneOperation> => {
  try {
    return await sendOnce(given)
  } catch (error) {
    if (error instanceof HurongError && wasMadeMeanwhile(error)) return sendOnce(given)
    throw error
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
  try {
    await client.waitForTransactionReceipt({ hash, timeout: giveUpAfter })
  } catch (cause) {
    const message = `Nothing was heard of transaction ${hash}: it may still be done.`
    throw new HurongError({ name: 'OutcomeUnknown', kind: 'unknownOutcome', message, hash, cause })
  }
  const operationHash = await hashOf(client, entryPoint, operation)
  if (await didIn({ client, entryPoint, operationHash }, hash)) return hash
  const message = `Transaction ${hash} did not bring the operation; somebody else may have.`
  throw new HurongError({
    ...{ name: 'OutcomeUnknown', kind: 'unknownOutcome', message, hash },
    args: { operationHash },
  })
}
