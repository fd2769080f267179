import type { Participant } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { cellsOf, recordDifferences, settledOf, shareOf } from './record.ts'

const instalments = { onTime: 17, late1To30: 2, late31To60: 0, late61To90: 1, late91Plus: 0 }
const record: Participant['record'] = {
  loansDrawn: 2,
  loansRepaid: 1,
  loansDefaulted: 0,
  loansRecovered: 0,
  loansWrittenOff: 0,
  instalments,
}

test('every settled instalment counts once, late ones by their bucket', () => {
  expect(settledOf(instalments)).toBe(20)
  expect(shareOf(instalments, 'onTime')).toBe(850_000)
  expect(shareOf({ onTime: 0, late1To30: 0, late31To60: 0, late61To90: 0, late91Plus: 0 }, 'onTime')).toBe(0)
})

test('the strip ends with what is late now or was never paid', () => {
  const settled = (onTime: boolean) => ({ number: 1, index: 1, settledAt: 0, daysLate: 0, onTime })
  const participant = {
    history: [settled(true), settled(false)],
    loans: [{ status: 'late' }, { status: 'active' }, { status: 'writtenOff' }],
  } as unknown as Participant
  expect(cellsOf(participant)).toEqual(['onTime', 'paidLate', 'late', 'late'])
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
