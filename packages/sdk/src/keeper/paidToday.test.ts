import { type Address, type Hex, toHex } from 'viem'
import { expect, test } from 'vitest'
import { createAccountKeeper } from './keepAccounts.ts'
import type { AccountTask } from './watchAccounts.ts'

const hash: Hex = `0x${'11'.repeat(32)}`

/** A chain on which everything that is sent is done, and no account has done anything before. */
const obliging = {
  deployment: {},
  publicClient: {
    chain: null,
    getBlockNumber: async () => 1n,
    estimateGas: async () => 1_500_000n,
    waitForTransactionReceipt: async () => ({ status: 'success', transactionHash: hash, logs: [] }),
  },
  walletClient: {
    account: { address: `0x${'22'.repeat(20)}` },
    chain: null,
    sendTransaction: async () => hash,
  },
} as never

test('accounts without number are paid for a thousand calls a day all together, each of them as often as any other', async () => {
  const tasks = Array.from(
    { length: 3_000 },
    (_, i): AccountTask => ({
      action: 'executeScheduled',
      account: toHex(4_096 + Math.floor(i / 10), { size: 20 }),
      ...{ id: toHex(i, { size: 32 }), readyAt: 0, expiresAt: Number.MAX_SAFE_INTEGER, data: '0x' },
    }),
  )
  const watch = { sync: async () => {}, due: () => tasks }
  const keeper = createAccountKeeper(obliging, watch, { retrySeconds: 3_600 })
  const done = new Map<Address, number>()
  const round = (now: number) =>
    keeper.keep(now, { onReport: ({ account }) => void done.set(account, (done.get(account) ?? 0) + 1) })
  const sum = () => [...done.values()].reduce((before, calls) => before + calls, 0)
  await round(1_000)
  expect(sum()).toBe(1_000)
  expect([Math.min(...done.values()), Math.max(...done.values()), done.size]).toEqual([3, 4, 300])
  await round(86_399)
  expect(sum()).toBe(1_000)
  await round(86_400)
  expect(sum()).toBe(2_000)
})
