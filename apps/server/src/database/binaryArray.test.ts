import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { binaryArray, type ElementType } from './binaryArray.ts'
import { rowsOf } from './database.ts'
import type { OpenDatabase } from './open.ts'

/** Whole numbers of every length, and those at which the way they are written changes. */
const amounts = [
  ...[0n, 1n, 9_999n, 10_000n, 10_001n, 99_990_000n, 100_000_000n, 2n ** 53n, 2n ** 63n, 2n ** 64n],
  ...Array.from({ length: 78 }, (_, digits) => 10n ** BigInt(digits)),
  ...Array.from({ length: 78 }, (_, digits) => 10n ** BigInt(digits) - 1n),
  ...Array.from({ length: 256 }, (_, bits) => (0x9e3779b97f4a7c15f39cc0605cedc834n ** 2n) >> BigInt(bits)),
  2n ** 256n - 1n,
].flatMap((amount) => [amount, -amount])

const wholes = [
  0,
  1,
  -1,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 32 - 1,
  -(2 ** 32) - 1,
  Number.MAX_SAFE_INTEGER,
].flatMap((whole) => [whole, -whole])

const texts = ['', 'null', '{}', 'a,b', '"', '\\', '互融 𠮷', 'x'.repeat(200_000), 'two\nlines']

describe.each(databaseKinds)('an array is read as it was written, by %s,', (_, openSource) => {
  let source: DatabaseSource
  let opened: OpenDatabase
  beforeAll(async () => {
    source = await openSource()
    opened = await source.open()
  })
  afterAll(async () => {
    await opened?.close()
    await source?.close()
  })

  /** What the database has understood, as it writes it in text. */
  const read = async (type: ElementType, values: readonly unknown[]) => {
    const array = sql`${binaryArray(type, values)}::${sql.raw(type)}[]`
    const found = await opened.database.execute(
      sql`select value::text from unnest(${array}) with ordinality as read(value, place) order by place`,
    )
    return rowsOf<{ value: string | null }>(found).map(({ value }) => value)
  }

  test('of amounts', async () => {
    expect(await read('numeric', amounts)).toEqual(amounts.map(String))
  })

  test('of whole numbers', async () => {
    expect(await read('bigint', wholes)).toEqual(wholes.map(String))
    expect(await read('bigint', [2n ** 63n - 1n, -(2n ** 63n)])).toEqual([
      '9223372036854775807',
      '-9223372036854775808',
    ])
    expect(await read('integer', [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)])).toEqual([
      ...['0', '1', '-1', '2147483647', '-2147483648'],
    ])
  })

  test('of text', async () => {
    expect(await read('text', texts)).toEqual(texts)
  })

  test('of what is structured', async () => {
    const values = [{}, { a: [1, 'b', null] }, 'text', texts]
    expect((await read('jsonb', values)).map((value) => JSON.parse(value ?? ''))).toEqual(values)
  })

  test('of what is so or not, or not there', async () => {
    expect(await read('boolean', [true, null, false, undefined])).toEqual(['true', null, 'false', null])
    expect(await read('numeric', [])).toEqual([])
    for (const type of ['bigint', 'text', 'numeric', 'jsonb', 'integer'] as const)
      expect(await read(type, [null])).toEqual([null])
  })
})
