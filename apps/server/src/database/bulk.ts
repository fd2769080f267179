import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { type Executor, rowsOf } from './database.ts'

/** A row as the tables' own property names have it. */
export type Row = Record<string, unknown>

/** What of a table writing many rows in one statement needs, found once. */
export interface BulkTable {
  readonly name: string
  readonly table: PgTable
  /** Property and column name of every column. */
  readonly columns: readonly (readonly [property: string, column: string])[]
  readonly keys: readonly (readonly [property: string, column: string])[]
  readonly numeric: ReadonlySet<string>
  readonly insert: SQL
  readonly upsert: SQL
}

const names = (columns: readonly string[], prefix = '') =>
  columns.map((column) => `${prefix}"${column}"`).join(', ')

export const bulkTable = (table: PgTable): BulkTable => {
  const name = getTableName(table)
  const properties = Object.entries(getTableColumns(table))
  const columns = properties.map(([property, column]) => [property, column.name] as const)
  const composite = getTableConfig(table).primaryKeys[0]?.columns.map(({ name }) => name)
  const isKey = ([, column]: (typeof properties)[number]) =>
    composite?.includes(column.name) ?? column.primary
  const keys = properties.filter(isKey).map(([property, column]) => [property, column.name] as const)
  const all = columns.map(([, column]) => column)
  const keyColumns = keys.map(([, column]) => column)
  const others = all.filter((column) => !keyColumns.includes(column))
  const insert = `insert into "${name}" (${names(all)}) select ${names(all)} from json_populate_recordset(null::"${name}", `
  const update =
    others.length === 0
      ? 'nothing'
      : `update set ${others.map((column) => `"${column}" = excluded."${column}"`).join(', ')}`
  return {
    name,
    table,
    columns,
    keys,
    numeric: new Set(
      properties.filter(([, { dataType }]) => dataType === 'bigint').map(([property]) => property),
    ),
    insert: sql.raw(insert),
    upsert: sql.raw(` on conflict (${names(keyColumns)}) do ${update}`),
  }
}

const json = (value: unknown): string => {
  if (typeof value === 'bigint') return value.toString()
  return value === undefined ? 'null' : JSON.stringify(value)
}

const encode = (pairs: readonly (readonly [string, string])[], rows: readonly Row[]): string => {
  const parts = new Array<string>(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as Row
    let text = ''
    for (const [property, column] of pairs)
      text += `${text === '' ? '{' : ','}"${column}":${json(row[property])}`
    parts[i] = `${text}}`
  }
  return `[${parts.join(',')}]`
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
  inRuns(rows, (run) => executor.execute(sql`${insert}${encode(columns, run)}::json)`))

/** Writes rows over those with the same key. */
export const upsertRows = (
  executor: Executor,
  { columns, insert, upsert }: BulkTable,
  rows: readonly Row[],
) => inRuns(rows, (run) => executor.execute(sql`${insert}${encode(columns, run)}::json)${upsert}`))

const matches = ({ name, keys }: BulkTable, alias: string, text: string): SQL =>
  sql`json_populate_recordset(null::${sql.identifier(name)}, ${text}::json) wanted where ${sql.raw(
    keys.map(([, column]) => `${alias}."${column}" = wanted."${column}"`).join(' and '),
  )}`

/** Reads the rows with these keys, as the table's own types have them. */
export const readRows = async (
  executor: Executor,
  table: BulkTable,
  keys: readonly Row[],
): Promise<Record<string, unknown>[]> => {
  const found: Row[] = []
  await inRuns(keys, async (run) => {
    const text = encode(table.keys, run)
    const result = await executor.execute(
      sql`select held.* from ${sql.identifier(table.name)} held, ${matches(table, 'held', text)}`,
    )
    for (const raw of rowsOf<Row>(result)) found.push(fromDatabase(table, raw))
  })
  return found
}

/** Removes the rows with these keys. */
export const deleteRows = (executor: Executor, table: BulkTable, keys: readonly Row[]) =>
  inRuns(keys, (run) =>
    executor.execute(
      sql`delete from ${sql.identifier(table.name)} held using ${matches(table, 'held', encode(table.keys, run))}`,
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
