import { createPublicClient, custom, type Hash, parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contractErrorNames } from '../abi/index.ts'
import { deployHurong } from '../deploy/index.ts'
import { HurongError } from '../errors/index.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { connect } from './connect.ts'
import { createHurong } from './createHurong.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.chain.close())

const failure = async (attempt: Promise<unknown>): Promise<HurongError> => {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(HurongError)
  return error as HurongError
}

describe('what must fail', () => {
  test("is told by the contract's error with its figures, and is not sent", async () => {
    const { as, people, aLoan, publicClient } = market
    const loanId = await aLoan()
    const nonce = () => publicClient.getTransactionCount({ address: people.alice.address })
    const before = await nonce()
    const error = await failure(as(people.alice).loans.fund({ loanId, amount: 1n }))
    expect(error).toMatchObject({ name: 'TicketTooSmall', kind: 'contract' })
    expect(error.args).toEqual({ loanId, amount: 1n, least: parseUnits('100', 6) })
    expect(await nonce()).toBe(before)
  })

  test('further in than the contract called is decoded too', async () => {
    const { as, people, aLoan } = market
    const loanId = await aLoan()
    const own = await failure(as(people.bob).loans.fund({ loanId, amount: parseUnits('100', 6) }))
    expect(own.name).toBe('OwnLoan')
    const stranger = await failure(as(people.dan).loans.fund({ loanId, amount: parseUnits('100', 6) }))
    expect(contractErrorNames).toContain(stranger.name)
  })

  test('for want of a figure that fits is told by the same error as everything else', async () => {
    const { as, people } = market
    const repaid = as(people.bob).loans.repay({ loanId: 1n, amount: -1n })
    expect(await failure(repaid)).toMatchObject({ name: 'Unexpected', kind: 'other' })
    const paid = as(people.bob).currency.approve({ currency: market.currency, amount: 1n << 256n })
    expect((await failure(paid)).kind).toBe('other')
  })

  test('without a wallet or a chain says so', async () => {
    const { publicClient, deployment } = market
    const hurong = createHurong({ publicClient, deployment })
    expect((await failure(Promise.resolve().then(() => hurong.loans.draw({ loanId: 1n })))).name).toBe(
      'NoWallet',
    )
    expect((await failure(connect('http://127.0.0.1:1'))).kind).toBe('unreachable')
  })

  test('by a role is refused to everybody else', async () => {
    const { as, people } = market
    const product = await as(people.dan).loans.readProduct({ productId: 1 })
    const error = await failure(as(people.dan).loans.setProduct({ product }))
    expect(error.name).toBe('AccessManagedUnauthorized')
  })
})

describe('a receipt', () => {
  /** A node that tells of blocks and transactions at once, and of receipts only when it is let. */
  const slowNode = () => {
    let told = false
    let refused = 0
    const { publicClient, deployment } = market
    const request = async (asked: { method: string; params?: unknown }) => {
      if (asked.method !== 'eth_getTransactionReceipt' || told) return publicClient.request(asked as never)
      refused += 1
      return null
    }
    return {
      hurong: createHurong({
        deployment,
        publicClient: createPublicClient({ transport: custom({ request }), pollingInterval: 20 }) as never,
      }),
      refused: () => refused,
      tell: () => {
        told = true
      },
    }
  }
  const aTransaction = async (): Promise<Hash> =>
    (await market.as(market.people.alice).currency.approve({ currency: market.currency, amount: 7n })).hash

  test('told later than its block is found though no other block follows', async () => {
    const { hurong, refused, tell } = slowNode()
    const hash = await aTransaction()
    const waiting = hurong.waitFor(hash, { timeout: 60_000 })
    // Looked for at once and again for its block; nothing but time brings a third look.
    await expect.poll(refused, { timeout: 30_000 }).toBeGreaterThan(1)
    tell()
    expect((await waiting).receipt).toMatchObject({ transactionHash: hash, status: 'success' })
  })

  test('never told leaves the outcome unknown', async () => {
    const { hurong } = slowNode()
    const error = await failure(hurong.waitFor(await aTransaction(), { timeout: 100 }))
    expect(error).toMatchObject({ name: 'OutcomeUnknown', kind: 'unknownOutcome' })
  })
})

describe('deploying again', () => {
  test('does nothing and finds the same contracts', async () => {
    const { publicClient, walletOf, people, config, deployment } = market
    const again = await deployHurong({ publicClient, walletClient: walletOf(people.operator), config })
    expect(again.performed).toBe(0)
    expect(again.deployment.contracts).toEqual(deployment.contracts)
    expect(again.deployment.deployedAtBlock).toBeLessThanOrEqual(deployment.deployedAtBlock + 1)
  })
})
