import { DAY } from '@hurong/finance'
import { Portfolio } from '@hurong/sdk/api/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'

describe('the yearly returns of a portfolio', () => {
  let api: OpenApi
  let loanId: bigint
  const figures = async () => {
    await api.index()
    const response = await api.app.request(`/api/v1/portfolios/${api.market.address('alice')}`)
    const [first] = Portfolio.parse(await response.json()).currencies
    if (!first) throw new Error('Alice lent nothing.')
    return first
  }

  beforeAll(async () => {
    api = await openApi()
    loanId = await api.market.aLoan({ lenders: ['alice'] })
  })
  afterAll(() => api?.close())

  test('count a late loan at its principal, and once more at nothing', async () => {
    await api.market.passTime(60 * DAY)
    const { xirr, xirrLateLost, lostOrLate, outstanding } = await figures()
    expect(lostOrLate).toBe(outstanding)
    expect(xirr).toBe(0)
    // All of it lost: no rate tells that.
    expect(xirrLateLost).toBeNull()
  })

  test('count a loan in default at nothing, as the amount beside them does', async () => {
    const { market } = api
    await (await market.as.bob.loans.repay({ loanId, amount: 1_000_000_000n })).wait()
    await market.passTime(400 * DAY)
    await (await market.as.carol.loans.markDefault({ loanId })).wait()
    const { xirr, xirrLateLost, claimable, invested } = await figures()
    expect(BigInt(claimable)).toBeLessThan(BigInt(invested))
    expect(xirr).toBeLessThan(0)
    expect(xirr).toBe(xirrLateLost)
  })
})
