import { expect, test } from 'vitest'
import { type Standing, whyNot } from './whyNot.ts'

const standing: Standing = { participantId: 7, against: null, related: new Set([9]) }
const funding = (borrowerId: number) => ({ borrowerId, status: 'funding' as const })
const against = (name: string): Standing => ({ ...standing, against: { name, kind: 'contract', args: {} } })

test('one’s own loan and that of somebody related may not be funded, any other may', () => {
  expect(whyNot(standing, funding(7))).toBe('OwnLoan')
  expect(whyNot(standing, funding(9))).toBe('RelatedParties')
  expect(whyNot(standing, funding(8))).toBeNull()
  expect(whyNot({ participantId: 0, against: null, related: new Set() }, funding(0))).toBeNull()
})

test('whoever may do no new business is told why on every loan, and on their own that it is theirs', () => {
  expect(whyNot(against('VerificationExpired'), funding(8))).toBe('VerificationExpired')
  expect(whyNot(against('VerificationExpired'), funding(7))).toBe('OwnLoan')
  expect(whyNot(against('SomethingNew'), funding(8))).toBe('other')
})

test('nothing is said of a loan that nobody funds any more', () => {
  expect(whyNot(standing, { borrowerId: 7, status: 'active' })).toBeNull()
})
