import { expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { declareDefault } from './default.ts'
import { drawLoan } from './position.ts'
import { prepay } from './prepay.ts'
import { recover, writeOff } from './recover.ts'
import { repay } from './repay.ts'
import { unpaidInstalments } from './unpaid.ts'

const terms = aLoan({ count: 12 })
const drawn = drawLoan(terms, at('2026-01-31'))
const indexes = (rows: readonly { readonly index: number }[]) => rows.map(({ index }) => index)

test('an instalment counts as unpaid from the second after it fell due, with its own days', () => {
  expect(unpaidInstalments(terms, drawn, 0n, at('2026-02-28'))).toEqual([])
  expect(unpaidInstalments(terms, drawn, 0n, at('2026-04-01'))).toEqual([
    { index: 1, dueAt: at('2026-02-28'), daysLate: 32 },
    { index: 2, dueAt: at('2026-03-31'), daysLate: 1 },
  ])
})

test('what was settled is not unpaid, and a part paid settles nothing', () => {
  const { position, allocation } = repay(terms, drawn, at('2026-02-28'), drawn.instalment)
  expect(indexes(unpaidInstalments(terms, position, allocation.principal, at('2026-04-01')))).toEqual([2])
  const part = repay(terms, drawn, at('2026-02-28'), drawn.instalment - 1n)
  expect(
    indexes(unpaidInstalments(terms, part.position, part.allocation.principal, at('2026-04-01'))),
  ).toEqual([1, 2])
})

test('default, recoveries and the write-off leave them unpaid; they go on falling due by the schedule', () => {
  const inDefault = declareDefault(terms, drawn, at('2026-06-01'))
  expect(indexes(unpaidInstalments(terms, inDefault, 0n, at('2026-06-01')))).toEqual([1, 2, 3, 4])
  const most = inDefault.outstandingPrincipal - 1n
  const recovered = recover(terms, inDefault, at('2026-06-02'), most).position
  expect(indexes(unpaidInstalments(terms, recovered, 0n, at('2026-07-01')))).toEqual([1, 2, 3, 4, 5])
  const written = writeOff(terms, recovered, at('2027-06-01'))
  expect(unpaidInstalments(terms, written, 0n, at('2027-06-01'))).toHaveLength(12)
})

test('nothing is unpaid once everything was recovered', () => {
  const inDefault = declareDefault(terms, drawn, at('2026-06-01'))
  const { position } = recover(terms, inDefault, at('2026-06-01'), 100_000_00n)
  expect(position.status).toBe('recovered')
  expect(unpaidInstalments(terms, position, 0n, at('2026-07-01'))).toEqual([])
})

test('a term made shorter by a prepayment ends the list', () => {
  const { position, allocation } = prepay(terms, drawn, at('2026-02-01'), 5_000_00n, 'shorterTerm')
  const unpaid = unpaidInstalments(terms, position, allocation.principal, at('2028-01-01'))
  expect(unpaid.length).toBeGreaterThan(0)
  expect(unpaid.length).toBeLessThan(12)
})
