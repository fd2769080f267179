import { insertRows, type Row, readRows, upsertRows } from '../database/bulk.ts'
import type { Executor } from '../database/database.ts'
import {
  type ChangingName,
  type ChangingRow,
  changingNames,
  changingTables,
  type GrowingName,
  type GrowingRow,
  growingNames,
  growingTables,
  undoTable,
} from './tables.ts'

type Key<N extends ChangingName> = Partial<ChangingRow<N>>
type Values = readonly (string | number | bigint)[]

interface Held {
  row: Row
}

const maxHeld = 25_000

/**
 * The rows that a batch of events touches: read in bulk, changed in memory, written back in bulk. Rows stay for the
 * batches after it. Call `forget` when a transaction failed or the chain was rolled back: memory is then no longer
 * what the database holds.
 */
export class RowStore {
  readonly #held = new Map<ChangingName, Map<string, Held>>(changingNames.map((name) => [name, new Map()]))
  /** Of each table, what the database does not have as it is here. */
  readonly #dirty = new Map<ChangingName, Set<Held>>(changingNames.map((name) => [name, new Set()]))
  readonly #grown = new Map<GrowingName, Row[]>(growingNames.map((name) => [name, []]))
  /** Of the block being applied: what touched rows were before, in the order they were touched. */
  #before: Map<string, { table: ChangingName; key: Row; before: Row | null }> | undefined
  readonly #undo: Row[] = []
  /** Whether every row of the database is held, so that one not held does not exist. True from an empty database on. */
  #whole: boolean

  constructor({ empty }: { empty: boolean }) {
    this.#whole = empty
  }

  static key(values: Values): string {
    return values.join(':')
  }

  #keyOf(table: ChangingName, row: Row): string {
    return RowStore.key(changingTables[table].keys.map(([property]) => row[property] as string))
  }

  #map(table: ChangingName): Map<string, Held> {
    return this.#held.get(table) as Map<string, Held>
  }

  /** Reads those of the rows that are not held yet. */
  async load(executor: Executor, table: ChangingName, keys: Iterable<Row>): Promise<void> {
    if (this.#whole) return
    const held = this.#map(table)
    const missing = new Map<string, Row>()
    for (const key of keys) {
      const name = this.#keyOf(table, key)
      if (!held.has(name)) missing.set(name, key)
    }
    if (missing.size === 0) return
    for (const row of await readRows(executor, changingTables[table], [...missing.values()]))
      held.set(this.#keyOf(table, row), { row })
  }

  find<N extends ChangingName>(table: N, key: Key<N>): Readonly<ChangingRow<N>> | undefined {
    return this.#map(table).get(this.#keyOf(table, key))?.row as ChangingRow<N> | undefined
  }

  /** All rows of a table that are held. */
  held<N extends ChangingName>(table: N): readonly ChangingRow<N>[] {
    return [...this.#map(table).values()].map(({ row }) => row as ChangingRow<N>)
  }

  /** A row to be changed. @throws Error if there is none: an event came before the one that makes its row. */
  edit<N extends ChangingName>(table: N, key: Key<N>): ChangingRow<N> {
    const name = this.#keyOf(table, key)
    const held = this.#map(table).get(name)
    if (held === undefined) throw new Error(`There is no row ${name} in ${table} for an event to change.`)
    this.#note(table, name, held.row)
    this.#dirty.get(table)?.add(held)
    return held.row as ChangingRow<N>
  }

  /** A new row, or a whole row in the place of another. */
  put<N extends ChangingName>(table: N, row: ChangingRow<N>): ChangingRow<N> {
    const name = this.#keyOf(table, row)
    const held = this.#map(table).get(name) ?? { row }
    this.#note(table, name, this.#map(table).has(name) ? held.row : null, row)
    held.row = row
    this.#map(table).set(name, held)
    this.#dirty.get(table)?.add(held)
    return row
  }

  /** A row to be changed, which is put as given where there is none. */
  editOrPut<N extends ChangingName>(table: N, fresh: ChangingRow<N>): ChangingRow<N> {
    return this.find(table, fresh) === undefined ? this.put(table, fresh) : this.edit(table, fresh)
  }

  /** A row of a table that only grows. */
  append<N extends GrowingName>(table: N, row: GrowingRow<N>): void {
    this.#grown.get(table)?.push(row)
  }

  #note(table: ChangingName, name: string, row: Row | null, made: Row | null = row): void {
    const place = `${table}:${name}`
    if (this.#before === undefined || this.#before.has(place)) return
    const key = Object.fromEntries(
      changingTables[table].keys.map(([property, column]) => [column, String(made?.[property])]),
    )
    const before =
      row &&
      Object.fromEntries(
        changingTables[table].columns.map(([property, column]) => [column, plain(row[property])]),
      )
    this.#before.set(place, { table, key, before })
  }

  /** Begins a block that may be reorganised away: from here on what rows were before is noted. */
  beginBlock(): void {
    this.#before = new Map()
  }

  endBlock(block: number): void {
    let place = 0
    for (const { table, key, before } of this.#before?.values() ?? [])
      this.#undo.push({ block, place: place++, table: changingTables[table].name, key, before })
    this.#before = undefined
  }

  /** Writes all that changed. The caller's transaction also moves the checkpoint. */
  async write(executor: Executor): Promise<void> {
    for (const name of changingNames) {
      const rows = Array.from(this.#dirty.get(name) ?? [], ({ row }) => row)
      await upsertRows(executor, changingTables[name], rows)
    }
    for (const name of growingNames)
      await insertRows(executor, growingTables[name], this.#grown.get(name) ?? [])
    await insertRows(executor, undoTable, this.#undo)
  }

  /** After the transaction: what is held is what the database has. */
  settle(): void {
    let size = 0
    for (const held of this.#held.values()) size += held.size
    for (const dirty of this.#dirty.values()) dirty.clear()
    for (const rows of this.#grown.values()) rows.length = 0
    this.#undo.length = 0
    if (size > maxHeld) {
      this.#whole = false
      for (const held of this.#held.values()) held.clear()
    }
  }

  forget(): void {
    this.#whole = false
    for (const held of this.#held.values()) held.clear()
    for (const dirty of this.#dirty.values()) dirty.clear()
    for (const rows of this.#grown.values()) rows.length = 0
    this.#undo.length = 0
    this.#before = undefined
  }
}

/** A value as jsonb keeps it exactly: amounts as text, which the column's type reads back. */
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)
