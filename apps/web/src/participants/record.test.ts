import type { Participant } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { cellsOf, inDefaultOf, longestUnpaid, recordDifferences, settledOf, shareOf } from './record.ts'

const instalments = { onTime: 17, late1To30: 2, late31To60: 0, late61To90: 1, late91Plus: 0 }
const record: Participant['record'] = {
  loansDrawn: 2,
  loansRepaid: 1,
  loansDefaulted: 0,
  loansRecovered: 0,
  loansWrittenOff: 0,
  instalments,
}

const unpaid = [66, 36, 5].map((daysLate, at) => ({ number: 76, index: 7 + at, dueAt: 0, daysLate }))

test('every settled instalment counts once, late ones by their bucket', () => {
  expect(settledOf(instalments)).toBe(20)
})

test('the share on time is of all that fell due, what was never paid among it', () => {
  expect(shareOf(17, 20)).toBe(850_000)
  expect(shareOf(7, 7 + 4)).toBe(636_363)
  expect(shareOf(0, 0)).toBe(0)
})

test('the strip ends with one cell for each instalment due and unpaid, and the longest of them is told', () => {
  const settled = (onTime: boolean) => ({ number: 1, index: 1, settledAt: 0, daysLate: 0, onTime })
  const history = [settled(true), settled(false)]
  expect(cellsOf({ history, unpaid })).toEqual(['onTime', 'paidLate', 'late', 'late', 'late'])
  expect(longestUnpaid(unpaid)).toBe(66)
  expect(longestUnpaid([])).toBe(0)
})

test('a default counts as long as something of it is owed', () => {
  const loans = ['late', 'defaulted', 'writtenOff', 'recovered', 'repaid'].map((status) => ({ status }))
  expect(inDefaultOf({ loans } as unknown as Participant)).toBe(2)
})

test('a record that differs from the chain names the figures', () => {
  expect(recordDifferences(record, record)).toEqual([])
  expect(
    recordDifferences(record, {
      ...record,
      loansDefaulted: 1,
      instalments: { ...instalments, late61To90: 0 },
    }),
  ).toEqual(['loansDefaulted', 'late61To90'])
})
