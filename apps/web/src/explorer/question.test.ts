import { packSeriesId } from '@hurong/sdk'
import { expect, test } from 'vitest'
import { numberIn, readQuestion, seriesHex } from './question.ts'

const currency = '0x9bfe5baab1dae53114d1310aef030f25bbac0fbc'
const id = packSeriesId({ issuerIndex: 1, currency, number: 17n })
const ask = (text: string) => readQuestion(text, [currency])

test('a bare number may be a loan or a participant, a letter says which', () => {
  expect(ask('17')).toEqual([
    { kind: 'loan', number: 17 },
    { kind: 'participant', id: 17 },
  ])
  expect(ask(' l-0017 ')).toEqual([{ kind: 'loan', number: 17 }])
  expect(ask('Ｐ－１２')).toEqual([{ kind: 'participant', id: 12 }])
})

test('a series id is told from a transaction by the currency inside it', () => {
  expect(ask(String(id))).toEqual([{ kind: 'series', id }])
  expect(ask(seriesHex(id))).toEqual([{ kind: 'series', id }])
  const hash = `0x${'d9'.repeat(32)}`
  expect(ask(hash)).toEqual([{ kind: 'transaction', hash }])
  expect(numberIn(id)).toBe(17)
})

test('an address is read in any case', () => {
  expect(ask(currency.toUpperCase().replace('0X', '0x'))).toEqual([{ kind: 'wallet', address: currency }])
})

test('what is nothing of the kind has no meaning', () => {
  for (const text of ['', '0', 'L-0', 'alice', '0x12', '9'.repeat(78)]) expect(ask(text)).toEqual([])
})
