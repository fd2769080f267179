import type { LoanDetail, ScheduleRow } from '@hurong/sdk/api'
import { describe, expect, test } from 'vitest'
import { othersOf, repaidOf, shareOf } from './amounts.ts'
import { addAll, addRows, foldSchedule, prepaidOf } from './foldRows.ts'
import { wrongSteps } from './goesWrong.ts'

const day = 86_400
const start = 1_000 * day
const row = (index: number, settled: boolean, more: Partial<ScheduleRow> = {}): ScheduleRow => ({
  index,
  dueAt: start + index * 30 * day,
  principal: '90',
  interest: '10',
  paid: settled ? '100' : '0',
  settledAt: settled ? start + index * 30 * day : null,
  daysLate: settled ? 0 : null,
  status: settled ? 'onTime' : 'upcoming',
  ...more,
})
const rows = (count: number, settled: number) =>
  Array.from({ length: count }, (_, at) => row(at + 1, at < settled))
const aLoan = (more: Partial<LoanDetail> = {}) =>
  ({
    status: 'active',
    terms: { graceDays: 5, defaultDays: 120, principal: '1000' },
    outstandingPrincipal: '800',
    dueNow: { lateInterest: '1', interest: '10', principal: '90' },
    daysPastDue: 0,
    defaultableFrom: null,
    writeOffableFrom: null,
    position: null,
    ...more,
  }) as LoanDetail

test('whoever is not shown holds the rest; nobody where those shown still have what was just withdrawn', () => {
  const shown = [{ balance: '60' }, { balance: '30' }]
  expect(othersOf({ raised: '100', lenders: 4 }, shown)).toEqual({ count: 2, units: 10n })
  expect(othersOf({ raised: '90', lenders: 2 }, shown)).toBeNull()
  expect(othersOf({ raised: '40', lenders: 3 }, shown)).toBeNull()
})

describe('if it is never paid', () => {
  test('a loan on time: due, grace ends, next due, default, recovery', () => {
    const steps = wrongSteps(aLoan(), rows(12, 3), start + 100 * day)
    expect(steps.map(({ kind, at }) => [kind, (at - start) / day])).toEqual([
      ['due', 120],
      ['graceEnd', 125],
      ['next', 150],
      ['default', 240],
      ['recovery', 240],
    ])
  })

  test('a late loan: missed, today with what is owed, next due, default', () => {
    const loan = aLoan({ status: 'late', daysPastDue: 11, defaultableFrom: start + 240 * day })
    const steps = wrongSteps(loan, rows(12, 3), start + 131 * day)
    expect(steps.map(({ kind }) => kind)).toEqual(['missed', 'today', 'next', 'default', 'recovery'])
    expect(steps[1]).toMatchObject({ days: 11, owed: 101n })
  })

  test('what asks for nothing is neither missed nor due', () => {
    const free = [
      row(1, false, { principal: '0', interest: '0', status: 'nothingDue' }),
      ...rows(4, 0).slice(1),
    ]
    expect(wrongSteps(aLoan(), free, start + 40 * day)[0]).toMatchObject({ kind: 'due', index: 2 })
    expect(foldSchedule([...free.slice(0, 1), ...rows(36, 17).slice(1)]).shown[0]?.index).toBe(13)
  })

  test('nothing before the draw and nothing once repaid', () => {
    expect(wrongSteps(aLoan({ status: 'funding' }), rows(12, 0), start)).toEqual([])
    expect(wrongSteps(aLoan({ status: 'repaid' }), rows(12, 12), start)).toEqual([])
  })
})

describe('the schedule folded', () => {
  test('shows what lies around the next instalment', () => {
    const { head, shown, tail } = foldSchedule(rows(36, 17))
    expect([head.length, shown.length, tail.length]).toEqual([12, 9, 15])
    expect(shown.map(({ index }) => index)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21])
  })

  test('shows a short one whole, and the end of one that is over', () => {
    expect(foldSchedule(rows(6, 2)).shown).toHaveLength(6)
    expect(foldSchedule(rows(12, 12)).tail).toHaveLength(0)
  })

  test('adds up exactly, and what is not due yet is unknown, not zero', () => {
    expect(addRows(rows(36, 17))).toMatchObject({
      principal: 3_240n,
      interest: 360n,
      amount: 3_600n,
      paid: 1_700n,
    })
    expect(addRows(rows(36, 17).slice(20))).toMatchObject({ paid: null, daysLate: null })
    expect(addRows([row(1, true), row(2, false, { status: 'replaced' })]).amount).toBe(100n)
  })
})

describe('the last line of a schedule', () => {
  const some = [row(1, true), row(2, false, { status: 'replaced' })]

  test('adds up to all that was borrowed once some of it came ahead of schedule', () => {
    const prepaid = prepaidOf({ principal: '90', interest: '3' })
    expect(addAll(some, { prepaid, recovered: null })).toMatchObject({
      principal: 180n,
      interest: 13n,
      amount: 193n,
      paid: 193n,
    })
  })

  test('counts what came after a default as paid and as asked for by nobody', () => {
    expect(addAll(some, { prepaid: null, recovered: 40n })).toMatchObject({ amount: 100n, paid: 140n })
  })

  test('is that of the rows where nothing came beside them', () => {
    const beside = { prepaid: prepaidOf({ principal: '0', interest: '0' }), recovered: null }
    expect(addAll(some, beside)).toEqual(addRows(some))
    expect(prepaidOf(null)).toBeNull()
  })
})

test('shares are rounded down and of nothing is nothing', () => {
  expect(repaidOf(aLoan())).toEqual({ repaid: 200n, share: 200_000 })
  expect(shareOf(1n, 3n)).toBe(333_333)
  expect(shareOf(1n, 0n)).toBe(0)
})
