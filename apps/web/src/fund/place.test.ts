import { expect, test } from 'vitest'
import { readFundPlace, shownStep, unitsOf } from './place.ts'

const me = '0xaa'
const arrived = { account: me, by: me, sent: false, units: 5n }

test('step and amount stay in the address, exactly', () => {
  const place = readFundPlace({ step: 'check', amount: '12345678901234567.000001' })
  expect(place).toEqual({ step: 'check', amount: '12345678901234567.000001' })
  expect(unitsOf(place, 6)).toBe(12_345_678_901_234_567_000_001n)
  expect(readFundPlace({ step: 'confirm', amount: 50 })).toEqual({ step: 'confirm', amount: '50' })
})

test('an address without a usable amount is the first step', () => {
  for (const amount of [undefined, '', '-5', '1e9', 'x', '5.'])
    expect(readFundPlace({ step: 'check', amount })).toEqual({})
  expect(readFundPlace({ step: 'elsewhere', amount: '5' })).toEqual({ amount: '5' })
  expect(unitsOf({ amount: '0.0000001' }, 6)).toBeNull()
})

test('the last step stays when it is loaded again, and is the check for whoever follows a link to it', () => {
  expect(shownStep({ step: 'confirm', amount: '5' }, arrived)).toBe(2)
  expect(shownStep({ step: 'confirm', amount: '5' }, { ...arrived, by: undefined })).toBe(1)
  expect(shownStep({ step: 'confirm', amount: '5' }, { ...arrived, by: '0xbb' })).toBe(1)
})

test('what was sent can be read on its page, and is never offered again by its address', () => {
  expect(readFundPlace({ step: 'sent', amount: '5' })).toEqual({ step: 'sent' })
  expect(shownStep({ step: 'sent' }, { ...arrived, sent: true })).toBe(2)
  expect(shownStep({ step: 'sent' }, arrived)).toBe('gone')
})
