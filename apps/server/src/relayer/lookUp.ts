import type { AccountContracts } from '@hurong/sdk/accounts'
import { eq } from 'drizzle-orm'
import { decodeEventLog, type Hex, numberToHex, toEventSelector, zeroAddress } from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import type { Database } from '../database/database.ts'
import { relayerOperations } from '../database/schema.ts'
import type { Node } from './ask.ts'
import { findOnChain, readReceipts } from './onChain.ts'
import { codes, Refused } from './refusal.ts'
import type { RpcLog } from './simulate.ts'

export interface LookUp {
  readonly database: Database
  readonly node: Node
  readonly contracts: AccountContracts
  readonly deployedAtBlock: number
}

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
    try {
      const event = decodeEventLog({ abi: entryPoint08Abi, data, topics: topics as [Hex, ...Hex[]] })
      if (event.eventName !== 'UserOperationEvent') continue
      if (event.args.userOpHash === hash) return { event: event.args, logs: logs.slice(from, index + 1) }
      from = index + 1
    } catch {
      // An event of a later EntryPoint.
    }
  }
  return undefined
}

/** Tells what became of operations: only what the chain has at this moment counts as done. */
export const openLookUp = ({ database, node, contracts, deployedAtBlock }: LookUp) => {
  const { entryPoint } = contracts
  const rowOf = async (hash: Hex) => {
    const [row] = await database
      .select()
      .from(relayerOperations)
      .where(eq(relayerOperations.operationHash, hash))
    return row
  }
  const receiptOf = async (transactionHash: Hex): Promise<FullReceipt | null> =>
    (await readReceipts(node, [transactionHash]))[0] as FullReceipt | null

  return {
    /**
     * @returns null while it is in no block.
     * @throws Refused for one that will not be brought, with what the contract said.
     */
    receipt: async (hash: Hex): Promise<Record<string, unknown> | null> => {
      const row = await rowOf(hash)
      if (row?.status === 'waiting' || row?.status === 'sent') return null
      if (row?.status === 'failed')
        throw new Refused(
          codes.rejected,
          `The operation was not brought to the chain: ${row.reason}. Sign it anew.`,
          (row.revertData ?? '0x') as Hex,
        )
      const transactionHash =
        (row?.transactionHash as Hex | undefined) ??
        (await findOnChain(node, contracts, hash, deployedAtBlock))?.transactionHash
      const receipt = transactionHash === undefined ? null : await receiptOf(transactionHash)
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
      const row = await rowOf(hash)
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
