import type { AccountContracts } from '@hurong/sdk/accounts'
import { type Hex, numberToHex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { type Receipt, settle, unsettle } from './settle.ts'

const contracts = { entryPoint: `0x${'e0'.repeat(20)}` } as unknown as AccountContracts
const relayer: Hex = `0x${'aa'.repeat(20)}`
const bytes32 = (value: number) => toHex(value, { size: 32 })
const operations = [bytes32(1), bytes32(2), bytes32(3)]

/** Three operations in a transaction that failed as a whole and cost 100. */
const failed: Receipt = {
  transactionHash: bytes32(100),
  blockHash: bytes32(200),
  blockNumber: numberToHex(7),
  status: '0x0',
  gasUsed: numberToHex(50),
  effectiveGasPrice: numberToHex(2),
  logs: [],
}

describe.each(databaseKinds)('a transaction that failed as a whole, kept in %s,', (_, openSource) => {
  let source: DatabaseSource
  let opened: OpenDatabase
  beforeAll(async () => {
    source = await openSource()
    opened = await source.open()
    await opened.database.insert(relayerOperations).values(
      operations.map((operationHash, index) => ({
        ...{ operationHash, account: toHex(0xa0 + index, { size: 20 }), nonce: 0n, operation: {} },
        ...{ gas: 100_000, status: 'sent' as const, alone: false, transactionNonce: 4 },
        ...{ expected: 0n, cost: 0n, receivedAt: 1 },
      })),
    )
    await opened.database.insert(relayerTransactions).values({
      ...{ hash: failed.transactionHash, relayer, nonce: 4, raw: '0x', maxFeePerGas: 2n },
      ...{ maxPriorityFeePerGas: 0n, operations, signedAt: 1, status: 'open' },
    })
  })
  afterAll(async () => {
    await opened?.close()
    await source?.close()
  })

  const readTransaction = async () => {
    const [transaction] = await opened.database.select().from(relayerTransactions)
    return transaction as typeof relayerTransactions.$inferSelect
  }
  const costs = async () => {
    const rows = await opened.database
      .select({ cost: relayerOperations.cost, status: relayerOperations.status })
      .from(relayerOperations)
      .orderBy(relayerOperations.place)
    expect(rows.map(({ status }) => status)).toEqual(['waiting', 'waiting', 'waiting'])
    return rows.map(({ cost }) => cost)
  }

  test('is charged once to who made it fail, though two processes settle it at once', async () => {
    const transaction = await readTransaction()
    const guilty = operations.slice(0, 2)
    const settled = await Promise.all(
      [1, 2].map(() => settle(opened.database, contracts, transaction, failed, { guilty })),
    )
    expect(settled.filter((one) => one !== undefined)).toMatchObject([
      { done: 0, again: operations, paid: 100n },
    ])
    expect(await costs()).toEqual([50n, 50n, 0n])
    expect(await readTransaction()).toMatchObject({
      ...{ status: 'mined', blockNumber: 7, paid: 100n },
      charged: { [bytes32(1)]: '50', [bytes32(2)]: '50' },
    })
  })

  test('is charged to nobody once its block is gone, and anew in the block it comes into then', async () => {
    await unsettle(opened.database, [await readTransaction()])
    await opened.database.update(relayerOperations).set({ status: 'sent', transactionNonce: 4 })
    const settled = await settle(opened.database, contracts, await readTransaction(), failed, { guilty: [] })
    expect(settled?.again).toEqual(operations)
    expect(await costs()).toEqual([0n, 0n, 0n])
    expect(await readTransaction()).toMatchObject({ status: 'mined', charged: {} })
  })
})
