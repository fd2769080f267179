import type { LoanDetail } from '@hurong/sdk/api'
import { emptyBooks, type LoanBook, type RecomputedLoan, type SeriesBook } from '@hurong/sdk/verify'
import { expect, test } from 'vitest'
import { verdictOf } from './FigureTable.tsx'
import { figuresOnSite } from './figures.ts'
import { figuresFromEvents } from './recompute.ts'

const series: SeriesBook = {
  ...{ id: 1n, currency: `0x${'9b'.repeat(20)}`, supply: 1_000n, released: 400n, paidIn: 250n },
  ...{ claimed: 0n, holders: new Map() },
}
const loanOf = (position: LoanBook['position']) =>
  ({
    terms: { principal: 1_000n },
    instalments: { onTime: 3, late1To30: 1, late31To60: 2, late61To90: 0, late91Plus: 0 },
    position,
  }) as unknown as LoanBook
const whole = (loan: LoanBook): RecomputedLoan => ({
  ...{ loan, series, books: emptyBooks(), events: [], block: 9n, time: 0, checks: 1, differences: [] },
})

test('before the draw there is escrow and nothing outstanding to show', () => {
  expect(figuresFromEvents(whole(loanOf(undefined)))).toEqual({
    principal: 1_000n,
    supply: 1_000n,
    escrow: 600n,
    paidIn: 250n,
  })
})

test('after default what is owed stands in place of instalments, and late ones are counted together', () => {
  const position = {
    ...{ status: 'defaulted', outstandingPrincipal: 700n, interestOwed: 20n, lateInterestOwed: 5n },
  } as unknown as LoanBook['position']
  const figures = figuresFromEvents(whole(loanOf(position)))
  expect(figures).toMatchObject({ outstandingPrincipal: 700n, interestOwed: 20n, onTime: 3n, paidLate: 3n })
  expect(figures.instalment).toBeUndefined()
})

test('a figure is equal only if all sources that have it agree', () => {
  const figure = { key: 'supply', events: 5n, contract: 5n } as const
  expect(verdictOf(figure, 5n, false)).toBe('equal')
  expect(verdictOf(figure, undefined, false)).toBe('equal')
  expect(verdictOf({ ...figure, contract: 4n }, 5n, false)).toBe('differs')
  expect(verdictOf(figure, 4n, false)).toBe('differs')
  expect(verdictOf({ ...figure, contract: undefined }, 5n, false)).toBe('unchecked')
})

test('a site that has read another block is behind, not wrong', () => {
  expect(verdictOf({ key: 'supply', events: 5n, contract: 5n }, 4n, true)).toBe('behind')
})

test('a loan not drawn yet shows on the site what it asks for and what came together', () => {
  const loan = { terms: { principal: '1000' }, raised: '400', position: null } as unknown as LoanDetail
  expect(figuresOnSite(loan)).toEqual({ principal: 1_000n, supply: 400n })
})
