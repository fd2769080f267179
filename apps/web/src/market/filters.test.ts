import { expect, test } from 'vitest'
import { countFilters, marketQuery, onlyAssessed, readMarketSearch, sortOf } from './filters.ts'

test('an address that is new, old or mistyped opens the market with what is known', () => {
  expect(readMarketSearch({ rate: '8to12', term: 'nonsense', grade: 'H', view: 'cards' })).toEqual({
    rate: '8to12',
    view: 'cards',
  })
})

test('without filters it asks for loans being funded, those closing soon first', () => {
  expect(marketQuery({})).toEqual({ status: 'funding', sort: 'deadline', order: 'asc', limit: 24 })
  expect(sortOf({ status: 'all' })).toBe('newest')
})

test('bands touch without overlapping', () => {
  expect(marketQuery({ rate: '8to12' })).toMatchObject({ minRate: 80_000, maxRate: 119_999 })
  expect(marketQuery({ rate: '12to16' })).toMatchObject({ minRate: 120_000 })
  expect(marketQuery({ term: 'to12' })).toMatchObject({ maxTermDays: 360 })
  expect(marketQuery({ term: '12to36' })).toMatchObject({ minTermDays: 361, maxTermDays: 1080 })
  expect(marketQuery({ funded: 'under50' })).toMatchObject({ maxFundedShare: 499_999 })
  expect(marketQuery({ status: 'all' })).not.toHaveProperty('status')
})

test('sort and view narrow nothing', () => {
  expect(countFilters({ sort: 'newest', view: 'cards' })).toBe(0)
  expect(countFilters({ method: 'bullet', rate: 'to8' })).toBe(2)
})

test('a grade stands for itself and every better one, a probability for the greatest', () => {
  expect(marketQuery({ grade: 'C', pd: '10' })).toMatchObject({ grade: 'A,B,C', maxPd: 100_000 })
  expect(marketQuery({})).not.toHaveProperty('maxPd')
  expect(readMarketSearch({ grade: 'C', pd: 10, sort: 'afterLoss' })).toEqual({
    grade: 'C',
    pd: '10',
    sort: 'afterLoss',
  })
})

test('it is known when loans without an assessment are left out', () => {
  expect(onlyAssessed({})).toBe(false)
  expect(onlyAssessed({ grade: 'G' })).toBe(true)
  expect(onlyAssessed({ sort: 'pd' })).toBe(true)
})
