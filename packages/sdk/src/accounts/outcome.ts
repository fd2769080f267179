import type { Address, Chain, Hash, Log, PublicClient, Transport } from 'viem'
import { parseEventLogs } from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import { decodeRevert, HurongError } from '../errors/index.ts'
import { toOperationError, wasRefused } from './refusals.ts'

type Client = PublicClient<Transport, Chain | undefined>

/** An operation by what the chain tells of it. */
export interface OnChain {
  readonly client: Client
  readonly entryPoint: Address
  /** Worked out from what was signed, whatever a bundler answers. */
  readonly operationHash: Hash
}

/** What a bundler says of an operation: in which transaction it is, that it refuses, or nothing. */
export type Word =
  | { readonly transactionHash: Hash }
  | { readonly refusal: unknown }
  | { readonly silent: unknown }

/** Milliseconds between two questions to the bundler, between two to the chain that nobody gave cause for, and until an answer counts as slow. */
const [askEvery, lookEvery, slowAfter] = [250, 2_000, 2_000]

const pause = (milliseconds: number) => new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds))

const failureOf = (logs: readonly Log[], { operationHash }: OnChain, hash: Hash): HurongError => {
  const reverts = parseEventLogs({
    abi: entryPoint08Abi,
    eventName: 'UserOperationRevertReason',
    logs: [...logs],
  })
  const own = reverts.find(({ args }) => args.userOpHash === operationHash)
  const decoded = own === undefined ? undefined : decodeRevert(own.args.revertReason, undefined, hash)
  if (decoded) return decoded
  return new HurongError({
    name: 'RevertedWithoutReason',
    kind: 'contract',
    message: 'The calls of the operation failed, and the chain tells no reason this version knows.',
    hash,
  })
}

/**
 * Looks whether a transaction did an operation.
 * @returns false if the chain has no such transaction, or it has not this operation in it.
 * @throws HurongError if it has, and its calls failed.
 */
export const didIn = async (asked: OnChain, transactionHash: Hash): Promise<boolean> => {
  const { client, entryPoint, operationHash } = asked
  const receipt = await client.getTransactionReceipt({ hash: transactionHash }).catch(() => undefined)
  if (receipt === undefined) return false
  const logs = receipt.logs.filter(({ address }) => address.toLowerCase() === entryPoint.toLowerCase())
  const events = parseEventLogs({ abi: entryPoint08Abi, eventName: 'UserOperationEvent', logs })
  const told = events.find(({ args }) => args.userOpHash === operationHash)
  if (told === undefined) return false
  if (!told.args.success) throw failureOf(logs, asked, transactionHash)
  return true
}

/** Finds the transaction an operation is in, whoever brought it; undefined if none is known to the chain. */
const findOnChain = async ({ client, entryPoint, operationHash }: OnChain, fromBlock: bigint) => {
  const [log] = await client
    .getContractEvents({
      ...{ address: entryPoint, abi: entryPoint08Abi, eventName: 'UserOperationEvent' },
      ...{ args: { userOpHash: operationHash }, fromBlock },
    })
    .catch(() => [])
  return log?.transactionHash ?? undefined
}

/**
 * Waits until the chain shows an operation. What a bundler says is where to look, and never that it was done; one that lies, is slow
 * or falls silent changes nothing of what is found.
 * @param fromBlock The newest block before the operation was signed.
 * @param patience Milliseconds after which nobody knows.
 * @throws HurongError why its calls failed, that it was refused, or `OutcomeUnknown`.
 */
export const awaitOutcome = async (
  asked: OnChain,
  ask: () => Promise<Word>,
  { fromBlock, patience }: { readonly fromBlock: bigint; readonly patience: number },
): Promise<Hash> => {
  const until = Date.now() + patience
  let lookedAt = Date.now()
  let asking: Promise<Word> | undefined
  let cause: unknown
  const search = async (): Promise<Hash | undefined> => {
    lookedAt = Date.now()
    const found = await findOnChain(asked, fromBlock)
    return found !== undefined && (await didIn(asked, found)) ? found : undefined
  }
  while (Date.now() < until) {
    asking ??= ask()
    const word = await Promise.race([asking, pause(Math.min(slowAfter, Math.max(0, until - Date.now())))])
    if (word !== undefined) {
      asking = undefined
      if ('transactionHash' in word && (await didIn(asked, word.transactionHash))) return word.transactionHash
      if ('silent' in word) cause = word.silent
      if ('refusal' in word) {
        const found = await search()
        if (found !== undefined) return found
        throw toOperationError(word.refusal)
      }
      await pause(askEvery)
    }
    if (Date.now() - lookedAt < lookEvery) continue
    const found = await search()
    if (found !== undefined) return found
  }
  const message = `The chain shows nothing of operation ${asked.operationHash}: it may still be done.`
  throw new HurongError({
    ...{ name: 'OutcomeUnknown', kind: 'unknownOutcome', message, cause },
    args: { operationHash: asked.operationHash },
  })
}

/** What a failed question to a bundler means. */
export const wordOf = (error: unknown): Word => (wasRefused(error) ? { refusal: error } : { silent: error })
