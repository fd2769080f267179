import type { TimedLog } from '../../events/index.ts'
import type { Books } from '../books.ts'
import { type Difference, differences } from '../difference.ts'
import type { Query } from '../openRows.ts'

/** Figures of a row by column. */
export type Figures = Record<string, unknown>
/** Rows by their keys' values. */
export type Rows = Map<string, Figures>

/** What the rows are worked out from. */
export interface Source {
  readonly events: readonly TimedLog[]
  readonly books: Books
  /** Index of `Loans` among the issuers: other issuers' series are no loans. */
  readonly loansIssuer: number
}

/** A table of the read model, and what it must hold. */
export interface Table {
  readonly name: string
  readonly keys: readonly string[]
  readonly expected: (source: Source) => Rows
  /** Figures that are told from several columns of a row together. */
  readonly combine?: (source: Source) => (row: Figures) => Figures
}

/** The column's name for a field's. */
export const columnOf = (field: string): string =>
  field.replaceAll(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)

/** Fields as columns. */
export const columns = (fields: Readonly<Record<string, unknown>>): Figures =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [columnOf(field), value]))

export const keyOf = (...values: readonly unknown[]): string => values.map(String).join(' ').toLowerCase()

/** Where an event stands, in one number: block × 100,000 + log index. */
export const eventIdOf = ({ blockNumber, logIndex }: TimedLog): number =>
  Number(blockNumber) * 100_000 + logIndex

/** Events tell addresses with a checksum in their letters' case, rows without. In a text the case is part of what it says. */
const withoutChecksum = (text: string): string => (/^0x[\da-f]*$/i.test(text) ? text.toLowerCase() : text)

/** One text per value, whatever type a driver gave it. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'null'
  if (typeof value !== 'object') return withoutChecksum(String(value))
  const fields = Object.entries(value).map(([name, field]) => [name, withoutChecksum(String(field))] as const)
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}
const texts = (figures: Figures): Record<string, string> =>
  Object.fromEntries(Object.entries(figures).map(([column, value]) => [column, textOf(value)]))

/** A row's keys as they stand: one that differs in the case of a letter is another row, which nobody would look at. */
const keyIn = (row: Figures, keys: readonly string[]): string => keys.map((key) => String(row[key])).join(' ')

/** Compares a table with what the events say: every row once, and none beside them. @returns how many rows it has. */
export const compareTable = async (
  query: Query,
  { name, keys, expected, combine }: Table,
  source: Source,
): Promise<[number, Difference[]]> => {
  const rows = await query(`select * from ${name}`)
  const found = new Map(rows.map((row) => [keyIn(row, keys), row]))
  const wanted = expected(source)
  const combined = combine?.(source) ?? (() => ({}))
  const differing: Difference[] = []
  for (const [key, figures] of wanted) {
    const where = `database, ${name} ${key}`
    const row = found.get(key)
    if (row === undefined) differing.push({ where, what: 'row', expected: 'there', found: 'missing' })
    else differing.push(...differences(where, texts(figures), texts({ ...row, ...combined(row) })))
  }
  for (const key of found.keys())
    if (!wanted.has(key))
      differing.push({ where: `database, ${name} ${key}`, what: 'row', expected: 'none', found: 'there' })
  // Somebody may have taken away what keeps keys apart, and put a second row beside the right one.
  if (found.size < rows.length)
    differing.push({
      ...{ where: `database, ${name} as a whole`, what: 'rows of one key' },
      ...{ expected: 'one', found: `${rows.length - found.size} more` },
    })
  return [rows.length, differing]
}
