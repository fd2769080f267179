import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Market, openMarket } from '../fixtures/market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market?.chain.close())

test('a relation is read from either side until it is taken back from either', async () => {
  const { as, people } = market
  const { participants } = as(people.operator)
  const idOf = (wallet: `0x${string}`) => participants.readParticipantOf({ wallet })
  const [alice, bob, carol] = await Promise.all(
    [people.alice, people.bob, people.carol].map(({ address }) => idOf(address)),
  )
  if (alice === undefined || bob === undefined || carol === undefined) throw new Error('Nobody is verified.')
  const relate = async (participantId: number, relatedId: number, related: boolean) =>
    (await participants.setRelation({ participantId, relatedId, related })).wait()
  await relate(alice, bob, true)
  await relate(carol, alice, true)
  expect(await participants.readRelations({ participantId: alice })).toEqual([bob, carol])
  expect(await participants.readRelations({ participantId: bob })).toEqual([alice])
  await relate(bob, alice, false)
  expect(await participants.readRelations({ participantId: alice })).toEqual([carol])
  expect(await participants.readRelations({ participantId: bob })).toEqual([])
  for (const [participantId, otherId] of [
    [alice, bob],
    [alice, carol],
  ] as const)
    expect(await participants.readRelated({ participantId, otherId })).toBe(otherId === carol)
})
