import { expect, test } from 'vitest'
import { mayStart, stateAfter } from './txState.ts'

const failure = (name: string, kind: string, more: object = {}) =>
  Object.assign(new Error(name), { name, kind, ...more })

test('a refusal of the contract keeps its name and figures', () => {
  expect(stateAfter(failure('TicketTooLarge', 'contract', { args: { left: 5n } }))).toEqual({
    step: 'failed',
    reason: { name: 'TicketTooLarge', kind: 'contract', args: { left: 5n } },
    hash: undefined,
  })
})

test('a person who declines has cancelled, whether the SDK or the wallet says so', () => {
  expect(stateAfter(failure('UserRejected', 'userRejected')).step).toBe('cancelled')
  expect(stateAfter({ code: 4001, message: 'User rejected' }).step).toBe('cancelled')
})

test('an outcome nobody knows forbids another attempt', () => {
  const state = stateAfter(failure('OutcomeUnknown', 'unknownOutcome', { hash: '0xab' }))
  expect(state).toEqual({ step: 'unknown', hash: '0xab' })
  expect(mayStart(state)).toBe(false)
})

test('anything else is unexpected, not shown by its internal name', () => {
  expect(stateAfter(new TypeError('x is undefined'))).toMatchObject({ reason: { name: 'Unexpected' } })
})
