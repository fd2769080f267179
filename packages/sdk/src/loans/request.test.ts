import { zeroHash } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Market, openMarket } from '../fixtures/market.ts'
import { termsHashOf } from './termsHash.ts'

let market: Market

beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.chain.close())

const texts = { zhHash: `0x${'11'.repeat(32)}`, enHash: `0x${'22'.repeat(32)}` } as const

test('terms that were agreed to are asked for as they are, or not at all', async () => {
  const { as, people, aLoan, currency } = market
  const loans = as(people.bob).loans
  const { terms } = await loans.readLoan({ loanId: await aLoan(texts) })
  const agreed = termsHashOf({ currency, terms, ...texts })
  const { termsHash } = await loans.readLoan({ loanId: await aLoan({ termsHash: agreed }) })
  expect(termsHash).toBe(agreed)

  const product = await loans.readProduct({ productId: 2 })
  const stricter = { ...product, lateRate: product.lateRate + 10_000 }
  await (await as(people.operator).loans.setProduct({ productId: 2, product: stricter })).wait()
  await expect(aLoan({ termsHash: agreed })).rejects.toMatchObject({ name: 'TermsChanged' })
  expect(await loans.readLiveLoans({ participantId: 1 })).toHaveLength(2)
  // Whoever names none takes what there is.
  await aLoan({ termsHash: zeroHash })
  expect(await loans.readLiveLoans({ participantId: 1 })).toHaveLength(3)
})
