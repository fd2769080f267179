import { packSeriesId } from '@hurong/sdk'
import { expect, test } from 'vitest'
import { currencyOf } from './currencyOf.ts'

const six = { address: `0x${'9b'.repeat(20)}`, symbol: 'SIX', name: 'Six', decimals: 6 } as const
const eighteen = {
  address: `0x${'fe'.repeat(20)}`,
  symbol: 'EIGHTEEN',
  name: 'Eighteen',
  decimals: 18,
} as const
const all = [six, eighteen]
const id = String(packSeriesId({ issuerIndex: 1, currency: eighteen.address, number: 7n }))

test('amounts are in the currency inside the id of the loan or series', () => {
  expect(currencyOf({ data: { loanId: id, amount: '1' } }, all)).toBe(eighteen)
  expect(currencyOf({ data: { id, amount: '1' } }, all)).toBe(eighteen)
})

test('an event that names its currency is believed', () => {
  expect(currencyOf({ data: { currency: six.address.toUpperCase().replace('0X', '0x') } }, all)).toBe(six)
})

test('an event without either has none', () => {
  expect(currencyOf({ data: { participantId: '12' } }, all)).toBeUndefined()
})
