import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { binaryArray, type ElementType, isElementType } from './binaryArray.ts'
import { type Executor, rowsOf } from './database.ts'

/** A row as the tables' own property names have it. */
export type Row = Record<string, unknown>

/** A column: the property's name, its own, and its type without a precision. */
type Column = readonly [property: string, column: string, type: ElementType]

/** What of a table writing many rows in one statement needs, found once. */
export interface BulkTable {
  readonly name: string
  readonly table: PgTable
  readonly columns: readonly Column[]
  readonly keys: readonly Column[]
  readonly insert: SQL
  readonly upsert: SQL
}

const names = (columns: readonly string[], prefix = '') =>
  columns.map((column) => `${prefix}"${column}"`).join(', ')

const columnOf = ([property, column]: [string, PgColumn]): Column => {
  const type = column.getSQLType().replace(/\(.*/, '')
  if (!isElementType(type)) throw new Error(`Many rows of ${column.name} cannot be written: it is ${type}.`)
  return [property, column.name, type]
}

export const bulkTable = (table: PgTable): BulkTable => {
  const name = getTableName(table)
  const properties = Object.entries(getTableColumns(table))
  const columns = properties.map(columnOf)
  const composite = getTableConfig(table).primaryKeys[0]?.columns.map(({ name }) => name)
  const isKey = ([, column]: (typeof properties)[number]) =>
    composite?.includes(column.name) ?? column.primary
  const keys = properties.filter(isKey).map(columnOf)
  const all = columns.map(([, column]) => column)
  const keyColumns = keys.map(([, column]) => column)
  const others = all.filter((column) => !keyColumns.includes(column))
  const insert = `insert into "${name}" (${names(all)}) select * from `
  const update =
    others.length === 0
      ? 'nothing'
      : `update set ${others.map((column) => `"${column}" = excluded."${column}"`).join(', ')}`
  return {
    name,
    table,
    columns,
    keys,
    insert: sql.raw(insert),
    upsert: sql.raw(` on conflict (${names(keyColumns)}) do ${update}`),
  }
}

/** Rows as a table of the statement: an array for each column, which the database reads far faster than it reads JSON. */
const unnested = (columns: readonly Column[], rows: readonly Row[]): SQL => {
  const arrays = columns.map(
    ([property, , type]) =>
      sql`${binaryArray(
        type,
        rows.map((row) => row[property]),
      )}::${sql.raw(type)}[]`,
  )
  return sql`unnest(${sql.join(arrays, sql`, `)})`
}

/** Rows in one statement: what a statement carries stays well below what a server takes. */
const rowsAtOnce = 1_000

const inRuns = async (
  rows: readonly Row[],
  run: (rows: readonly Row[]) => Promise<unknown>,
): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsAtOnce) await run(rows.slice(from, from + rowsAtOnce))
}

/** Writes new rows, in one statement for thousands of them. */
export const insertRows = (executor: Executor, { columns, insert }: BulkTable, rows: readonly Row[]) =>
  inRuns(rows, (run) => executor.execute(sql`${insert}${unnested(columns, run)}`))

/** Writes rows over those with the same key. */
export const upsertRows = (
  executor: Executor,
  { columns, insert, upsert }: BulkTable,
  rows: readonly Row[],
) => inRuns(rows, (run) => executor.execute(sql`${insert}${unnested(columns, run)}${upsert}`))

const matches = ({ keys }: BulkTable, alias: string, rows: readonly Row[]): SQL => {
  const named = keys.map(([, column]) => column)
  const equal = named.map((column) => `${alias}."${column}" = wanted."${column}"`).join(' and ')
  return sql`${unnested(keys, rows)} as wanted(${sql.raw(names(named))}) where ${sql.raw(equal)}`
}

/** Reads the rows with these keys, as the table's own types have them. */
export const readRows = async (
  executor: Executor,
  table: BulkTable,
  keys: readonly Row[],
): Promise<Record<string, unknown>[]> => {
  const found: Row[] = []
  await inRuns(keys, async (run) => {
    const result = await executor.execute(
      sql`select held.* from ${sql.identifier(table.name)} held, ${matches(table, 'held', run)}`,
    )
    for (const raw of rowsOf<Row>(result)) found.push(fromDatabase(table, raw))
  })
  return found
}

/** Removes the rows with these keys. */
export const deleteRows = (executor: Executor, table: BulkTable, keys: readonly Row[]) =>
  inRuns(keys, (run) =>
    executor.execute(
      sql`delete from ${sql.identifier(table.name)} held using ${matches(table, 'held', run)}`,
    ),
  )

/** A raw row under the table's property names: amounts as bigint, whole numbers as number, whatever the driver gave. */
const fromDatabase = (table: BulkTable, raw: Row): Row => {
  const row: Row = {}
  const columns = getTableColumns(table.table)
  for (const [property, name] of table.columns) {
    const value = raw[name]
    row[property] = value === null ? null : columns[property]?.mapFromDriverValue(value)
  }
  return row
}
