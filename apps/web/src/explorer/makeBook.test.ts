import { packSeriesId } from '@hurong/sdk'
import { emptyBooks } from '@hurong/sdk/verify'
import { expect, test } from 'vitest'
import { csvLine } from './download.ts'
import { type Book, bookAsJson, eventsAsCsv, holdingsAsCsv } from './makeBook.ts'

const currency = `0x${'9b'.repeat(20)}` as const
const id = packSeriesId({ issuerIndex: 1, currency, number: 17n })
const holder = `0x${'aa'.repeat(20)}` as const

function aBook(): Book {
  const books = emptyBooks()
  const holding = { balance: 60n, paidInSeen: 0n, remainder: 0n }
  books.series.set(id, {
    id,
    currency,
    supply: 100n,
    released: 100n,
    paidIn: 50n,
    claimed: 0n,
    holders: new Map([[holder, { holding, subscribedAt: 0, claimed: 0n, flagged: false }]]),
  })
  const event = {
    ...{ id: '9-1', type: 'PaidIn', at: 0, block: 9, transaction: `0x${'ab'.repeat(32)}`, logIndex: 1 },
    ...{ loanNumber: 17, participantId: null, data: { amount: '50', kind: '0' } },
  }
  return { chainId: 1, block: 9, time: 0, events: [event], books, checks: 3, differences: [] }
}

test('a holding is a line with what it could claim now', () => {
  expect(holdingsAsCsv(aBook()).split('\r\n')[1]).toBe(`L-17,${currency},${holder},60,0,30`)
})

test('an event is a line with its time, transaction and fields', () => {
  expect(eventsAsCsv(aBook()).split('\r\n')[1]).toBe(
    `1970-01-01T00:00:00.000Z,9,1,0x${'ab'.repeat(32)},PaidIn,L-17,,amount=50 kind=0`,
  )
})

test('the whole book is JSON with exact amounts as strings', () => {
  const read = JSON.parse(bookAsJson(aBook()))
  expect(read.series[0]).toMatchObject({ id: String(id), paidIn: '50' })
  expect(read.series[0].holders[0]).toEqual({ holder, balance: '60', claimable: '30', claimed: '0' })
})

test('a field with commas or quotes is quoted, one that looks like a formula is not run', () => {
  expect(csvLine(['a,b', 'say "x"', '=1+1', '-5', null])).toBe('"a,b","say ""x""",\'=1+1,-5,\r\n')
})
