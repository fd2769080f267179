import { Holding, page } from '@hurong/sdk/api/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'

describe("pages of an address's holdings", () => {
  let api: OpenApi
  const ids: bigint[] = []
  const read = async (query: string) => {
    const response = await api.app.request(
      `/api/v1/portfolios/${api.market.address('alice')}/holdings?${query}`,
    )
    return page(Holding).parse(await response.json())
  }
  const raise = async (lenders: readonly ('alice' | 'carol')[]) =>
    ids.push(await api.market.aLoan({ principal: 500_000_000n, lenders, draw: false }))
  const numbers = ({ items }: Awaited<ReturnType<typeof read>>) => items.map(({ loan }) => loan.number)

  beforeAll(async () => {
    api = await openApi()
    for (let i = 0; i < 7; i++) await raise(i === 3 ? ['carol'] : ['alice'])
    await api.index()
  })
  afterAll(() => api?.close())

  test('give every holding once, newest loan first, over more than two pages, and the total on the first', async () => {
    const seen: number[][] = []
    let cursor = ''
    do {
      const one = await read(`limit=2${cursor}`)
      expect(one.total).toBe(cursor === '' ? 6 : undefined)
      seen.push(numbers(one))
      cursor = one.nextCursor === null ? '' : `&cursor=${one.nextCursor}`
    } while (cursor !== '')
    expect(seen).toEqual([
      [7, 6],
      [5, 3],
      [2, 1],
    ])
  })

  test('are exact where the last page is full, and where nothing is left', async () => {
    expect((await read('limit=6')).nextCursor).toBeNull()
    expect((await read('limit=5')).nextCursor).not.toBeNull()
    expect(await read('status=defaulted')).toEqual({ items: [], nextCursor: null, total: 0 })
  })

  test('neither repeat nor hide a holding that stays while others come, go and change between pages', async () => {
    const { market } = api
    const first = await read('limit=2')
    expect(numbers(first)).toEqual([7, 6])
    // A new one above, one gained and one given up below, and one of the first page ends.
    await raise(['alice'])
    await (await market.as.alice.loans.withdraw({ loanId: ids[4] as bigint, amount: 500_000_000n })).wait()
    await (await market.as.bob.loans.cancel({ loanId: ids[5] as bigint })).wait()
    await (
      await market.as.carol.notes.transfer({
        receiver: market.address('alice'),
        seriesId: ids[3] as bigint,
        amount: 100_000_000n,
      })
    ).wait()
    await api.index()
    const second = await read(`limit=2&cursor=${first.nextCursor}`)
    const third = await read(`limit=2&cursor=${second.nextCursor}`)
    const fourth = await read(`limit=2&cursor=${third.nextCursor}`)
    // Of the loan withdrawn from, a holding without notes remains: what was claimed for it stays on the statement.
    expect([numbers(second), numbers(third), numbers(fourth)]).toEqual([[5, 4], [3, 2], [1]])
    expect(second.items.map(({ balance }) => balance)).toEqual(['0', '100000000'])
    expect((await read('limit=2')).total).toBe(8)
  })

  test('are filtered by status before they are cut', async () => {
    const cancelled = await read('limit=1&status=cancelled')
    expect([numbers(cancelled), cancelled.total, cancelled.nextCursor]).toEqual([[6], 1, null])
    const raising = await read('limit=3&status=funding,funded')
    expect([numbers(raising), raising.total]).toEqual([[8, 7, 5], 7])
    const rest = await read(`limit=100&status=funding,funded&cursor=${raising.nextCursor}`)
    expect(numbers(rest)).toEqual([4, 3, 2, 1])
  })

  test('are cut to one loan where only that is asked about', async () => {
    const one = await read('loan=5')
    expect([numbers(one), one.total, one.nextCursor]).toEqual([[5], 1, null])
    expect(await read('loan=999')).toEqual({ items: [], nextCursor: null, total: 0 })
    const refused = await api.app.request(
      `/api/v1/portfolios/${api.market.address('alice')}/holdings?loan=five`,
    )
    expect(refused.status).toBe(400)
  })

  test('tell a late loan from one that is on time as the statuses do', async () => {
    await api.market.aLoan({ lenders: ['alice'] })
    await api.index()
    expect(numbers(await read('status=active'))).toEqual([9])
    expect(numbers(await read('status=late'))).toEqual([])
    await api.market.passTime(40 * 86_400)
    await api.index()
    expect(numbers(await read('status=active'))).toEqual([])
    expect(numbers(await read('status=late'))).toEqual([9])
  })

  test('are cut to those from which something can be claimed, to the unit', async () => {
    const { market } = api
    const { currency } = market
    const claimable = async () =>
      (await read(`limit=100&claimableIn=${currency}`)).items.map(({ loan, claimable }) => [
        loan.number,
        BigInt(claimable) > 0n,
      ])
    const all = await read('limit=100')
    const expected = all.items.filter((one) => BigInt(one.claimable) > 0n)
    // The raise that was cancelled is refunded; the loan that is late has paid nothing.
    expect(expected.map(({ loan }) => loan.number)).toEqual([6])
    expect(await claimable()).toEqual([[6, true]])
    const newest = BigInt(all.items[0]?.loan.loanId ?? 0)
    await (await market.as.bob.loans.repay({ loanId: newest, amount: 1n })).wait()
    await api.index()
    expect(await claimable()).toEqual([
      [9, true],
      [6, true],
    ])
    await (
      await market.as.alice.notes.claim({
        seriesIds: [ids[5] as bigint],
        holder: market.address('alice'),
      })
    ).wait()
    await api.index()
    expect(await claimable()).toEqual([[9, true]])
    const [, other] = market.deployment.currencies
    expect((await read(`claimableIn=${other?.address}`)).items).toEqual([])
  })
})
