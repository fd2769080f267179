import type { Powers } from '@hurong/sdk/powers'
import { expect, test } from 'vitest'
import { issuersToChange, mayPause } from './mayPause.ts'

const guardian = `0x${'ab'.repeat(20)}` as const
const powersWith = (holder: Partial<Powers['powers'][number]['holders'][number]>, given = {}): Powers => ({
  block: 1,
  time: 1_000,
  powers: [
    {
      role: 3n,
      name: 'guardian',
      holders: [{ account: guardian, delay: 0, since: 500, ...holder }],
      functions: [{ contract: 'notes', name: 'setIssuerPaused' }],
      admin: 0n,
      grantDelay: 0,
    },
  ],
  ...{ pending: [], givenUp: [], feeNotice: 0, greatestFee: 0, closed: [], paused: [], issuers: 2 },
  ...given,
})

test('who has the guardian’s role may stop new business, however the address is written', () => {
  expect(mayPause(powersWith({}), guardian.toUpperCase().replace('0X', '0x'))).toBe(true)
})

test('nobody else may, nor who has the role only later or after an announcement, nor anybody where it is closed', () => {
  expect(mayPause(powersWith({}), undefined)).toBe(false)
  expect(mayPause(powersWith({}), `0x${'cd'.repeat(20)}`)).toBe(false)
  expect(mayPause(powersWith({ since: 2_000 }), guardian)).toBe(false)
  expect(mayPause(powersWith({ delay: 60 }), guardian)).toBe(false)
  expect(mayPause(powersWith({}, { closed: ['notes'] }), guardian)).toBe(false)
})

test('what runs is stopped, and what is stopped is lifted', () => {
  expect(issuersToChange({ issuers: 3, paused: [2] }, 'stop')).toEqual([1, 3])
  expect(issuersToChange({ issuers: 3, paused: [2] }, 'lift')).toEqual([2])
})
