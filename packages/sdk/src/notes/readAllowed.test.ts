import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Market, openMarket } from '../fixtures/market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market?.chain.close())

test('who was allowed to move notes can be read, and that they no longer are', async () => {
  const { as, people, aLoan, funded } = market
  const seriesId = await aLoan()
  await funded(seriesId)
  const { notes } = as(people.alice)
  const [owner, spender] = [people.alice.address, people.dan.address]
  const read = async () => [
    await notes.readNotesAllowance({ owner, spender, seriesId }),
    await notes.readOperator({ owner, spender }),
  ]
  expect(await read()).toEqual([0n, false])
  await (await notes.approveNotes({ spender, seriesId, amount: 7n })).wait()
  await (await notes.setOperator({ spender, approved: true })).wait()
  expect(await read()).toEqual([7n, true])
  await (await notes.setOperator({ spender, approved: false })).wait()
  expect(await read()).toEqual([7n, false])
})
