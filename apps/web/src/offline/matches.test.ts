import type { LoanSummary } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { marketQuery } from '../market/filters.ts'
import { matches } from './matches.ts'

const loan = {
  status: 'late',
  purpose: 'car',
  currency: '0x1',
  termDays: 360,
  fundedShare: 1_000_000,
  assessment: { grade: 'C', pdLife: 90_000 },
  terms: { method: 'bullet', annualRate: 120_000 },
} as LoanSummary

test('without the server the market’s filters mean the same', () => {
  const found = (search: Parameters<typeof marketQuery>[0]) => matches(loan, marketQuery(search))
  expect(found({ status: 'all' })).toBe(true)
  expect(found({})).toBe(false)
  expect(found({ status: 'running', method: 'bullet', purpose: 'car', term: 'to12' })).toBe(true)
  expect(found({ status: 'late', term: '12to36' })).toBe(false)
  expect(found({ status: 'late', rate: '8to12' })).toBe(false)
  expect(found({ status: 'late', rate: '12to16', funded: 'from80' })).toBe(true)
  expect(found({ status: 'late', purpose: 'house' })).toBe(false)
})

test('whoever asks for a grade gets no loan that has none', () => {
  const found = (one: LoanSummary, search: Parameters<typeof marketQuery>[0]) =>
    matches(one, marketQuery({ status: 'all', ...search }))
  expect(found(loan, { grade: 'C', pd: '10' })).toBe(true)
  expect(found(loan, { grade: 'B' })).toBe(false)
  expect(found(loan, { pd: '5' })).toBe(false)
  const unassessed = { ...loan, assessment: null }
  expect(found(unassessed, {})).toBe(true)
  expect(found(unassessed, { grade: 'G' })).toBe(false)
  expect(found(unassessed, { pd: '20' })).toBe(false)
})
