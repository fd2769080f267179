import { parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { keepOnce } from '../keeper/keepOnce.ts'
import { watchLoans } from '../keeper/watch.ts'
import { firstOf } from './readUnflagged.ts'

const reasonHash = `0x${'33'.repeat(32)}` as const
const day = 86_400
let market: Market
let carol: number

const operator = () => market.as(market.people.operator)
const unflagged = () => operator().participants.readUnflagged({ participantId: carol })
const heldForCarol = () =>
  operator().notes.readHeldCash({ currency: market.currency, account: market.people.carol.address })
const claim = async (loanId: bigint) => {
  const dan = market.as(market.people.dan)
  await (await dan.notes.claim({ seriesIds: [loanId], holder: market.people.carol.address })).wait()
}
/** A drawn loan, a part of which carol lent. */
const aDrawnLoan = async () => {
  const loanId = await market.aLoan()
  await market.drawn(loanId)
  return loanId
}

beforeAll(async () => {
  market = await openMarket()
  carol = await operator().participants.readParticipantOf({ wallet: market.people.carol.address })
})
afterAll(() => market?.chain.close())

test('whoever freezes names what is held, and what is claimed of it is held', async () => {
  const loans = [await aDrawnLoan(), await aDrawnLoan()]
  await passTime(market.chain.url, 31 * day)
  const bob = market.as(market.people.bob)
  for (const loanId of loans) await (await bob.loans.repay({ loanId, amount: parseUnits('50', 6) })).wait()
  expect((await unflagged()).flatMap(({ ids }) => ids).sort()).toEqual([...loans].sort())
  await (await operator().participants.freeze({ participantId: carol, reasonHash })).wait()
  expect(await unflagged()).toEqual([])
  for (const loanId of loans) await claim(loanId)
  const held = await heldForCarol()
  expect(held).toBeGreaterThan(0n)
  await (await operator().participants.unfreeze({ participantId: carol, reasonHash })).wait()
  await (
    await bob.notes.payHeldCash({ currency: market.currency, account: market.people.carol.address })
  ).wait()
  expect(await heldForCarol()).toBe(0n)
})

test('what was not named is flagged by the next keeper, who needs no privilege, and by nobody twice', async () => {
  const loanId = await aDrawnLoan()
  await (await operator().participants.freeze({ participantId: carol, reasonHash, holdings: [] })).wait()
  expect((await unflagged()).map(({ ids }) => ids)).toEqual([[loanId]])
  const { context } = market.as(market.people.dan)
  const watch = watchLoans(context)
  await keepOnce(context, watch)
  expect(watch.freezes.open()).toEqual([])
  expect(await unflagged()).toEqual([])
  await passTime(market.chain.url, 31 * day)
  await keepOnce(context, watch)
  const before = await heldForCarol()
  await claim(loanId)
  expect(await heldForCarol()).toBeGreaterThan(before)
  const again = watchLoans(context)
  const sentBefore = await context.publicClient.getTransactionCount({
    address: market.people.dan.address,
  })
  await keepOnce(context, again)
  const sent = await context.publicClient.getTransactionCount({ address: market.people.dan.address })
  expect([again.freezes.open(), sent - sentBefore]).toEqual([[], 0])
})

test('the first of many holdings are taken wallet by wallet', () => {
  const some = [
    { holder: '0x01', ids: [1n, 2n] },
    { holder: '0x02', ids: [3n, 4n, 5n] },
    { holder: '0x03', ids: [6n] },
  ] as const
  expect(firstOf(some, 4)).toEqual([some[0], { holder: '0x02', ids: [3n, 4n] }])
  expect(firstOf(some, 9)).toEqual(some)
})
