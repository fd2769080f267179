import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fromHere } from '../terminal/index.ts'
import { lockFolder } from './lockFolder.ts'

/** Asks a database that is only read. */
export type Query = (sql: string) => Promise<Record<string, unknown>[]>

type Opened = { readonly query: Query; readonly close: () => Promise<void> }

/** Loaded when asked for alone: who never compares a database needs no driver. */
const driver = async <T>(name: string): Promise<T> => {
  try {
    return (await import(name)) as T
  } catch (cause) {
    throw new Error(`To compare a database the package ${name} must be installed.`, { cause })
  }
}

type Pool = new (settings: {
  connectionString: string
  connectionTimeoutMillis: number
}) => { query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>; end: () => Promise<void> }
type Embedded = {
  PGlite: {
    create: (folder: string) => Promise<{
      query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>
      close: () => Promise<void>
    }>
  }
}

/** @throws Error that says where nothing answers, and has no password. */
const openServer = async (url: string): Promise<Opened> => {
  const { Pool } = (await driver<{ default: { Pool: Pool } }>('pg')).default
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: 10_000 })
  const query: Query = async (sql) => (await pool.query(sql)).rows
  try {
    await query('select 1')
  } catch (cause) {
    await pool.end()
    const { host, pathname } = new URL(url)
    throw new Error(
      `the database ${pathname.slice(1)} at ${host} cannot be reached (${(cause as Error).message}). Look at --database, and that the server runs.`,
      { cause },
    )
  }
  return { query, close: () => pool.end() }
}

/**
 * Opens the read model for reading: a PostgreSQL URL, or the folder of an embedded database.
 * @throws Error if a folder is in use: a second program on it would destroy it.
 */
export const openRows = async (where: string): Promise<Opened> => {
  if (/^postgres(ql)?:/.test(where)) {
    if (!URL.canParse(where))
      throw new Error('--database is no address such as postgres://name@127.0.0.1/hurong.')
    return openServer(where)
  }
  const folder = fromHere(where)
  const rows = existsSync(join(folder, 'rows')) ? join(folder, 'rows') : folder
  if (!existsSync(join(rows, 'PG_VERSION'))) throw new Error(`There is no database in ${folder}.`)
  const unlock = lockFolder(folder)
  try {
    const { PGlite } = await driver<Embedded>('@electric-sql/pglite')
    const database = await PGlite.create(rows)
    const close = async () => {
      await database.close()
      unlock()
    }
    return { query: async (sql) => (await database.query(sql)).rows, close }
  } catch (error) {
    unlock()
    throw error
  }
}
