import { DAY } from '@hurong/finance'
import { LoanDetail, Participant, Schedule } from '@hurong/sdk/api/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'

describe('a loan at 0 % whose principal comes last', () => {
  let api: OpenApi
  let loanId: bigint
  const read = async (path: string) => (await api.app.request(`/api/v1${path}`)).json()
  const statuses = async () => {
    await api.index()
    return Schedule.parse(await read('/loans/1/schedule')).rows.map(({ status }) => status)
  }

  beforeAll(async () => {
    api = await openApi()
    loanId = await api.market.aLoan({
      lenders: ['alice'],
      annualRate: 0,
      method: 'interestOnly',
      draw: false,
    })
  })
  afterAll(() => api?.close())

  test('asks for nothing before, which is said and is not late when its day is over', async () => {
    expect(await statuses()).toEqual(['nothingDue', 'nothingDue', 'upcoming'])
    await api.market.passTime(4 * DAY)
    await (await api.market.as.bob.loans.draw({ loanId })).wait()
    await api.market.passTime(70 * DAY)
    expect(await statuses()).toEqual(['nothingDue', 'nothingDue', 'running'])
    const loan = LoanDetail.parse(await read('/loans/1'))
    expect(loan).toMatchObject({ status: 'active', daysPastDue: 0, instalmentsSettled: 0 })
  })

  test('has one instalment on its record once it is repaid', async () => {
    await (await api.market.as.bob.loans.repay({ loanId, amount: 10_000_000_000n })).wait()
    expect(await statuses()).toEqual(['nothingDue', 'nothingDue', 'onTime'])
    const loan = LoanDetail.parse(await read('/loans/1'))
    expect(loan).toMatchObject({ status: 'repaid', instalmentsSettled: 1 })
    const { record, history } = Participant.parse(await read(`/participants/${loan.borrowerId}`))
    expect(record).toMatchObject({ loansRepaid: 1, instalments: { onTime: 1 } })
    expect(history).toHaveLength(1)
  })
})
