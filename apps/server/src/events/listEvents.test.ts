import { loanNumberOf } from '@hurong/sdk'
import { ChainEvent, page } from '@hurong/sdk/api/schemas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'

let api: OpenApi
let number: number

beforeAll(async () => {
  api = await openApi()
  const { market } = api
  const loanId = await market.aLoan({ lenders: ['alice'] })
  number = loanNumberOf(loanId)
  const { participants } = market.as.operator
  const participantId = await participants.readParticipantOf({ wallet: market.address('alice') })
  await (await participants.freeze({ participantId, reasonHash: `0x${'33'.repeat(32)}` })).wait()
  await api.index()
})
afterAll(() => api?.close())

const typesAt = async (path: string) => {
  const { items } = page(ChainEvent).parse(await (await api.app.request(`/api/v1${path}`)).json())
  return items.map(({ type }) => type)
}

test('a freeze is one line among everything that happened, and each holding it flagged is told where it is asked for', async () => {
  const all = await typesAt('/events?limit=100')
  expect(all).toContain('StatusSet')
  expect(all).not.toContain('HoldingFlagged')
  expect(await typesAt('/events?type=HoldingFlagged')).toEqual(['HoldingFlagged'])
  expect(await typesAt(`/loans/${number}/events`)).toContain('HoldingFlagged')
})
