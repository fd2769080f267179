import type { ChainEvent } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { storyOf } from './story.ts'

const event = (type: string, data: Record<string, string>): ChainEvent => ({
  id: '1',
  type,
  at: 0,
  block: 1,
  transaction: `0x${'0'.repeat(64)}`,
  logIndex: 0,
  loanNumber: 7,
  participantId: 12,
  data,
  people: { [somebody]: 7 },
})
const chinese = makeI18n('zh', zh)
const english = makeI18n('en', en)
const nobody = `0x${'0'.repeat(40)}`
const somebody = `0x${'ab'.repeat(20)}`

test('a repayment tells its parts, late interest only where there is some', () => {
  const data = { lateInterest: '0', interest: '58540000', principal: '253550000' }
  expect(storyOf(event('Repaid', data), chinese, 6).sentence).toBe('收到还款312.09：本金253.55，利息58.54')
  expect(storyOf(event('Repaid', { ...data, lateInterest: '1000000' }), english, 6).sentence).toBe(
    'Received 313.09: principal 253.55, interest 58.54, late interest 1.00',
  )
})

test('the parts of a repayment add up as they are shown', () => {
  const data = { lateInterest: '0', interest: '179705000', principal: '208955000' }
  expect(storyOf(event('Repaid', data), chinese, 6).sentence).toBe('收到还款388.66：本金208.96，利息179.70')
})

test('a transfer out of nothing is funding, one into nothing a withdrawal', () => {
  const amount = '50000000'
  expect(
    storyOf(event('Transfer', { sender: nobody, receiver: somebody, amount }), english, 6).sentence,
  ).toBe('P-0007 funded 50.00')
  expect(
    storyOf(event('Transfer', { sender: somebody, receiver: nobody, amount }), english, 6).sentence,
  ).toBe('P-0007 took 50.00 back within the reflection period')
})

test('an address that is no participant’s is called what the page calls it, or by its ends', () => {
  const claimed = event('Claimed', { holder: `0x${'cd'.repeat(20)}`, amount: '50000000' })
  expect(storyOf(claimed, english, 6, () => 'The contract Notes').sentence).toMatch(/^The contract Notes /)
  expect(storyOf(claimed, english, 6).sentence).toMatch(/^0xcdcd…cdcd /)
})

test('late and default carry their shape and colour', () => {
  expect(storyOf(event('LoanLate', { index: '18', daysPastDue: '11' }), english, 6)).toMatchObject({
    tone: 'late',
    sentence: 'Instalment 18 is 11 days late and has not arrived',
  })
  expect(storyOf(event('LoanDefaulted', { outstandingPrincipal: '1000000' }), english, 6).tone).toBe('failed')
})

test('an event of a later version is named, not hidden', () => {
  expect(storyOf(event('SomethingNew', {}), chinese, 6).sentence).toBe('合约记录：SomethingNew')
})

test('what concerns powers is told in words', () => {
  expect(storyOf(event('RoleGranted', { roleId: '1' }), english, 6).sentence).toBe(
    'A role was given; see powers and delays',
  )
})
