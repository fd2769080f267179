import { DAY } from '@hurong/finance'
import { loanNumberOf } from '@hurong/sdk'
import { LoanDetail, Participant } from '@hurong/sdk/api/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../../fixtures/api.ts'

describe('a default after an instalment that a prepayment left nothing to ask for', () => {
  let api: OpenApi
  let loanId: bigint

  beforeAll(async () => {
    api = await openApi()
    const { market } = api
    const { bob, carol } = market.as
    loanId = await market.aLoan({ method: 'interestOnly', count: 6 })
    await (await bob.loans.setAutoRepay({ loanId, on: false })).wait()
    await (await bob.loans.repay({ loanId, amount: 90_000_000n })).wait()
    await market.passTime(15 * DAY)
    await (await bob.loans.prepay({ loanId, amount: 9_000_000_000n, choice: 'shorterTerm' })).wait()
    await market.passTime(160 * DAY)
    await (await carol.loans.markDefault({ loanId })).wait()
    await api.index()
  })
  afterAll(() => api?.close())

  const get = async (path: string) => (await api.app.request(`/api/v1/${path}`)).json()

  test('stands at the instalment the chain has it at', async () => {
    const { position } = await api.market.as.carol.loans.readLoan({ loanId })
    expect(position.nextInstalment).toBe(2)
    const loan = LoanDetail.parse(await get(`loans/${loanNumberOf(loanId)}`))
    expect(loan.position?.nextInstalment).toBe(2)
  })

  test('leaves what was paid ahead out of what the public record tells as unpaid', async () => {
    const { market } = api
    const participantId = await market.as.bob.participants.readParticipantOf({
      wallet: market.address('bob'),
    })
    const { unpaid } = Participant.parse(await get(`participants/${participantId}`))
    expect(unpaid.map(({ index }) => index)).not.toContain(1)
    expect(unpaid.length).toBeGreaterThan(0)
  })
})
