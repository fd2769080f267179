import type { LoanSummary } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { closingSoon, mayClose, soon } from './closing.ts'

const now = 1_000_000
const closing = (number: number, left: number, more: Partial<LoanSummary> = {}) =>
  ({ number, status: 'funding', fundingDeadline: now + left, assessment: null, ...more }) as LoanSummary
const numbers = (loans: readonly LoanSummary[]) => loans.map(({ number }) => number)

test('what closes within half a day stands first, the nearest to its end before', () => {
  const loans = [closing(1, soon - 1), closing(2, soon), closing(3, 60)]
  expect(numbers(closingSoon(loans, {}, now))).toEqual([3, 1])
})

test('a raise that is over, and one that was filled, close no more', () => {
  const loans = [closing(1, 0), closing(2, 60, { status: 'funded' })]
  expect(closingSoon(loans, { status: 'all' }, now)).toEqual([])
})

test('no more than six stand out', () => {
  const loans = Array.from({ length: 9 }, (_, at) => closing(at + 1, 100 + at))
  expect(numbers(closingSoon(loans, {}, now))).toEqual([1, 2, 3, 4, 5, 6])
})

test('an order that leaves loans without an assessment out leaves them out here too', () => {
  const assessed = closing(2, 60, { assessment: {} as LoanSummary['assessment'] })
  expect(numbers(closingSoon([closing(1, 60), assessed], { sort: 'grade' }, now))).toEqual([2])
})

test('before anybody told the time nothing closes, and among loans in repayment nothing does', () => {
  expect(closingSoon([closing(1, 60)], {}, 0)).toEqual([])
  expect([mayClose({}), mayClose({ status: 'all' }), mayClose({ status: 'late' })]).toEqual([
    true,
    true,
    false,
  ])
})
