import { createPublicClient, createTestClient, custom, http } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { watchLoans } from './watch.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market?.chain.close())

const anvil = () => createTestClient({ mode: 'anvil', transport: http(market.chain.url) })
const context = () => ({ publicClient: market.publicClient, deployment: market.deployment })

test('a loan asked for in a block that a reorg put in the place of one read before is watched', async () => {
  const watch = watchLoans(context())
  const snapshot = await anvil().snapshot()
  await passTime(market.chain.url, 60)
  await watch.sync()
  await anvil().revert({ id: snapshot })
  const loanId = await market.aLoan()
  await watch.sync()
  expect(watch.loans.has(loanId)).toBe(true)
})

test('a loan that a reorg took away is watched no longer, and one it changed is read again', async () => {
  const loanId = await market.aLoan()
  const watch = watchLoans(context())
  const snapshot = await anvil().snapshot()
  await market.drawn(loanId)
  const gone = await market.aLoan()
  await watch.sync()
  expect(watch.loans.get(loanId)?.position.status).toBe('active')
  expect(watch.loans.has(gone)).toBe(true)
  await anvil().revert({ id: snapshot })
  await passTime(market.chain.url, 60)
  await watch.sync()
  expect(watch.loans.get(loanId)?.position.status).toBe('funding')
  expect(watch.loans.has(gone)).toBe(false)
})

test('what a node left out once is found when it is asked again', async () => {
  const loanId = await market.aLoan()
  let leaves = true
  const publicClient = createPublicClient({
    transport: custom({
      request: async (call) => {
        if (leaves && call.method === 'eth_getLogs') return []
        return market.publicClient.request(call as never)
      },
    }),
  })
  const watch = watchLoans({ ...context(), publicClient })
  await watch.sync()
  expect(watch.loans.has(loanId)).toBe(false)
  leaves = false
  await watch.sync()
  expect(watch.loans.has(loanId)).toBe(true)
})
