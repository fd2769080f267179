import type { AccountContracts } from '@hurong/sdk/accounts'
import { eq, inArray } from 'drizzle-orm'
import { decodeEventLog, type Hex, numberToHex, toEventSelector, zeroAddress } from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import type { Database } from '../database/database.ts'
import { relayerOperations } from '../database/schema.ts'
import type { Node } from './ask.ts'
import { gather } from './gather.ts'
import { findOnChain, readReceipts } from './onChain.ts'
import type { OnTheirWay } from './onTheirWay.ts'
import { codes, Refused } from './refusal.ts'
import { operationEvent, type RpcLog } from './simulate.ts'

export interface LookUp {
  readonly database: Database
  readonly node: Node
  readonly contracts: AccountContracts
  readonly deployedAtBlock: number
  /** Operations known to be in no block yet, without looking. */
  readonly onTheirWay: OnTheirWay
}

/** Milliseconds for which a receipt is taken as still there. */
const receiptKept = 200

const beforeExecution = toEventSelector('BeforeExecution()')

type FullReceipt = Record<string, unknown> & {
  readonly logs: readonly RpcLog[]
  readonly transactionHash: Hex
  readonly blockHash: Hex
  readonly blockNumber: Hex
}

/** What the EntryPoint says at the end of an operation, and the logs made since the end of the one before. */
const partOf = ({ logs }: FullReceipt, hash: Hex, entryPoint: Hex) => {
  let from = 0
  for (const [index, { address, topics, data }] of logs.entries()) {
    if (address.toLowerCase() !== entryPoint.toLowerCase()) continue
    if (topics[0] === beforeExecution) from = index + 1
    if (topics[0] !== operationEvent) continue
    if (topics[1] === hash) {
      const event = decodeEventLog({
        abi: entryPoint08Abi,
        eventName: 'UserOperationEvent',
        data,
        topics: topics as [Hex, ...Hex[]],
      })
      return { event: event.args, logs: logs.slice(from, index + 1) }
    }
    from = index + 1
  }
  return undefined
}

/** Tells what became of operations: only what the chain has at this moment counts as done. */
export const openLookUp = ({ database, node, contracts, deployedAtBlock, onTheirWay }: LookUp) => {
  const { entryPoint } = contracts
  const { operationHash, status, reason, revertData, transactionHash } = relayerOperations
  const statusOf = gather(async (hashes: readonly Hex[]) => {
    const rows = await database
      .select({ operationHash, status, reason, revertData, transactionHash })
      .from(relayerOperations)
      .where(inArray(operationHash, [...hashes]))
    const byHash = new Map(rows.map((row) => [row.operationHash, row]))
    return hashes.map((hash) => byHash.get(hash))
  })
  // Many ask for the same transaction at the same time: it brought what all of them wait for.
  const receipts = new Map<Hex, Promise<FullReceipt | null>>()
  const receiptOf = (hash: Hex): Promise<FullReceipt | null> => {
    const known = receipts.get(hash)
    if (known !== undefined) return known
    const asked = readReceipts(node, [hash]).then(([receipt]) => (receipt ?? null) as FullReceipt | null)
    receipts.set(hash, asked)
    setTimeout(() => receipts.delete(hash), receiptKept).unref()
    return asked
  }

  return {
    /**
     * @returns null while it is in no block.
     * @throws Refused for one that will not be brought, with what the contract said.
     */
    receipt: async (hash: Hex): Promise<Record<string, unknown> | null> => {
      if (onTheirWay.has(hash)) return null
      const row = await statusOf(hash)
      if (row?.status === 'waiting' || row?.status === 'sent') return null
      if (row?.status === 'failed')
        throw new Refused(
          codes.rejected,
          `The operation was not brought to the chain: ${row.reason}. Sign it anew.`,
          (row.revertData ?? '0x') as Hex,
        )
      const broughtBy =
        (row?.transactionHash as Hex | undefined) ??
        (await findOnChain(node, contracts, hash, deployedAtBlock))?.transactionHash
      const receipt = broughtBy === undefined ? null : await receiptOf(broughtBy)
      const part = receipt === null ? undefined : partOf(receipt, hash, entryPoint)
      if (receipt === null || part === undefined) return null
      const { sender, nonce, paymaster, success, actualGasCost, actualGasUsed } = part.event
      return {
        ...{ userOpHash: hash, entryPoint, sender, nonce: numberToHex(nonce), success },
        ...(paymaster === zeroAddress ? {} : { paymaster }),
        actualGasCost: numberToHex(actualGasCost),
        actualGasUsed: numberToHex(actualGasUsed),
        logs: part.logs,
        receipt,
      }
    },

    /** An operation taken here, and the transaction it is in; null if none was taken. */
    operation: async (hash: Hex): Promise<Record<string, unknown> | null> => {
      const [row] = await database
        .select()
        .from(relayerOperations)
        .where(eq(relayerOperations.operationHash, hash))
      if (row === undefined) return null
      const receipt = row.transactionHash === null ? null : await receiptOf(row.transactionHash as Hex)
      return {
        userOperation: row.operation,
        entryPoint,
        transactionHash: receipt?.transactionHash ?? null,
        blockNumber: receipt?.blockNumber ?? null,
        blockHash: receipt?.blockHash ?? null,
      }
    },
  }
}
