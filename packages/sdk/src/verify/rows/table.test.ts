import { expect, test } from 'vitest'
import { emptyBooks } from '../books.ts'
import { compareTable, type Figures, keyOf, type Table } from './table.ts'

const account = '0xAbCdEf0000000000000000000000000000000001'
const source = { events: [], books: emptyBooks(), loansIssuer: 1 }
const table: Table = {
  name: 'models',
  keys: ['account'],
  expected: () => new Map([[keyOf(account), { uri: 'https://x.example/Model.json', signer: account }]]),
}
const right = { account: account.toLowerCase(), uri: 'https://x.example/Model.json' }
const row: Figures = { ...right, signer: account.toLowerCase() }

const whatDiffers = async (...rows: Figures[]) => {
  const [, differing] = await compareTable(async () => rows, table, source)
  return differing.map(({ what, found }) => [what, found])
}

test('a row is right whose addresses lack the checksum that events tell them with', async () => {
  expect(await whatDiffers(row)).toEqual([])
})

test('a text whose letters differ in case alone is another text', async () => {
  const forged = { ...row, uri: 'https://x.example/MODEL.json' }
  expect(await whatDiffers(forged)).toEqual([['uri', forged.uri]])
})

test('a second row beside the right one is found, under the same key or one in capitals', async () => {
  const forged = { ...row, uri: 'https://evil.example/' }
  expect(await whatDiffers(forged, row)).toEqual([['rows of one key', '1 more']])
  expect(await whatDiffers({ ...forged, account }, row)).toEqual([['row', 'there']])
})
