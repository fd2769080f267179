import { DAY } from '@hurong/finance'
import type { ScheduleRow } from '@hurong/sdk/api'
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

describe('a schedule beside which more was paid', () => {
  let api: OpenApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api?.close())

  const drawn = async () => {
    const loanId = await api.market.aLoan({ lenders: ['alice'], count: 6 })
    const number = Number((await api.market.as.bob.loans.readLoan({ loanId })).number)
    const read = async (path: string) => (await api.app.request(`/api/v1/loans/${number}${path}`)).json()
    const told = async () => {
      await api.index()
      const { rows, prepaid } = Schedule.parse(await read('/schedule'))
      const { received, terms } = LoanDetail.parse(await read(''))
      return { rows, prepaid, received, terms }
    }
    return { loanId, told }
  }
  const sumOf = (rows: readonly ScheduleRow[], key: 'principal' | 'interest' | 'paid') =>
    rows.filter(({ status }) => status !== 'replaced').reduce((sum, row) => sum + BigInt(row[key]), 0n)
  type Told = Awaited<ReturnType<Awaited<ReturnType<typeof drawn>>['told']>>
  /** All that came in stands in a row or beside them, and all principal that was or is to be paid. */
  const expectWhole = ({ rows, prepaid, received, terms }: Told) => {
    const beside = BigInt(prepaid?.principal ?? 0) + BigInt(prepaid?.interest ?? 0)
    expect(sumOf(rows, 'paid') + beside).toBe(BigInt(received.principal) + BigInt(received.interest))
    expect(sumOf(rows, 'principal') + BigInt(prepaid?.principal ?? 0)).toBe(BigInt(terms.principal))
  }

  test('adds up with what was paid ahead, at each prepayment and the payoff, of which the last row has the interest until then', async () => {
    const { bob } = api.market.as
    const { loanId, told } = await drawn()
    await api.market.passTime(40 * DAY)
    await (await bob.loans.prepay({ loanId, amount: 4_000_000_000n, choice: 'smallerInstalment' })).wait()
    const first = await told()
    expect(BigInt(first.prepaid?.principal ?? 0)).toBeGreaterThan(2_000_000_000n)
    expect(BigInt(first.prepaid?.interest ?? 0)).toBeGreaterThan(0n)
    expectWhole(first)
    await (await bob.loans.repay({ loanId, amount: 300_000_000n })).wait()
    expectWhole(await told())
    await api.market.passTime(30 * DAY)
    await (await bob.loans.prepay({ loanId, amount: 1_500_000_000n, choice: 'shorterTerm' })).wait()
    expectWhole(await told())
    await api.market.passTime(9 * DAY)
    const wholePeriod = (await told()).rows.find(({ status }) => status === 'running')
    await (await bob.loans.payOff({ loanId, greatestAmount: 10_000_000_000n })).wait()
    const last = await told()
    expectWhole(last)
    expect(sumOf(last.rows, 'interest') + BigInt(last.prepaid?.interest ?? 0)).toBe(
      BigInt(last.received.interest),
    )
    const closing = last.rows.find(({ index }) => index === wholePeriod?.index)
    expect(BigInt(closing?.interest ?? 0)).toBeLessThan(BigInt(wholePeriod?.interest ?? 0))
    expect(last.rows.find(({ index }) => index === (closing?.index ?? 0) + 1)?.status).toBe('replaced')
  })

  test('keeps what was paid of an instalment when the loan defaults', async () => {
    const { bob, carol } = api.market.as
    const { loanId, told } = await drawn()
    await (await bob.loans.repay({ loanId, amount: 60_000_000n })).wait()
    const before = await told()
    expect(before.rows[0]?.paid).toBe('60000000')
    expectWhole(before)
    await api.market.passTime(200 * DAY)
    await (await carol.loans.markDefault({ loanId })).wait()
    const after = await told()
    expect(after.rows[0]?.paid).toBe('60000000')
    expect(after.prepaid).toEqual({ principal: '0', interest: '0' })
  })
})
