import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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
}) => { query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>; end: () => Promise<void> }
type Embedded = {
  PGlite: {
    create: (folder: string) => Promise<{
      query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>
      close: () => Promise<void>
    }>
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Takes the folder by the lock the server takes it by. @throws Error naming the process that has it. */
const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, 'server.lock')
  if (existsSync(path)) {
    const { pid } = JSON.parse(readFileSync(path, 'utf8')) as { pid: number }
    if (isRunning(pid))
      throw new Error(
        `The database in ${folder} is open in process ${pid}. Stop it first, or give a PostgreSQL URL.`,
      )
    rmSync(path)
  }
  if (existsSync(folder))
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: '' }), { flag: 'wx' })
  return () => rmSync(path, { force: true })
}

/**
 * Opens the read model for reading: a PostgreSQL URL, or the folder of an embedded database.
 * @throws Error if a folder is in use: a second program on it would destroy it.
 */
export const openRows = async (where: string): Promise<Opened> => {
  if (/^postgres(ql)?:/.test(where)) {
    const { Pool } = (await driver<{ default: { Pool: Pool } }>('pg')).default
    const pool = new Pool({ connectionString: where })
    return { query: async (sql) => (await pool.query(sql)).rows, close: () => pool.end() }
  }
  const unlock = lockFolder(where)
  const rows = existsSync(join(where, 'rows')) ? join(where, 'rows') : where
  try {
    if (!existsSync(join(rows, 'PG_VERSION'))) throw new Error(`There is no database in ${where}.`)
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
