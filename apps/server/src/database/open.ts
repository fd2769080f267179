import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres'
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite'
import { Pool } from 'pg'
import type { Database } from './database.ts'
import { embeddedModule } from './embeddedModule.ts'
import { lockFolder } from './lockFolder.ts'
import { migrate } from './migrate.ts'
import { DatabaseProblem } from './problem.ts'

export interface OpenDatabase {
  readonly database: Database
  /** Whether it is embedded in this process, so that nobody else can write to it. */
  readonly embedded: boolean
  readonly close: () => Promise<void>
}

/** Where the rows are: a PostgreSQL server, a folder of the embedded database, or memory alone if neither is given. */
export interface DatabaseSettings {
  readonly databaseUrl?: string | undefined
  readonly dataDir?: string | undefined
}

const openServer = async (databaseUrl: string): Promise<OpenDatabase> => {
  const pool = new Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  const database = drizzleServer(pool) as unknown as Database
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    const { host, pathname } = new URL(databaseUrl)
    throw new DatabaseProblem(
      `The database ${pathname.slice(1)} at ${host} cannot be reached: ${(error as Error).message}. Check DATABASE_URL and that the server runs.`,
    )
  }
  try {
    await migrate(database)
  } catch (error) {
    await pool.end()
    throw error
  }
  return { database, embedded: false, close: () => pool.end() }
}

/**
 * Makes an empty database where there is none. A folder appears whole or not at all, whenever this is killed. What makes it may
 * outlast a killed program for a moment, so that each makes one of its own name.
 */
const makeFolder = async (rows: string): Promise<void> => {
  if (existsSync(rows)) return
  const folder = dirname(rows)
  for (const name of readdirSync(folder).filter((one) => /^rows\..*new$/.test(one)))
    rmSync(join(folder, name), { recursive: true, force: true })
  const made = `${rows}.${process.pid}.new`
  const program = fileURLToPath(new URL('./createFolder.ts', import.meta.url))
  const making = promisify(execFile)(process.execPath, [program, made])
  const leave = () => void making.child.kill('SIGKILL')
  process.once('exit', leave)
  await making.finally(() => process.off('exit', leave))
  renameSync(made, rows)
}

/** Small buffers: the folder's pages are in the system's cache already, and memory is what an embedded database costs. */
const embeddedSettings = ['shared_buffers=32MB']

/** The embedded database leaves its files open to everybody on the machine, so the folder they lie in is closed. */
const closeToOthers = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
}

const openEmbedded = async (dataDir: string | undefined): Promise<OpenDatabase> => {
  if (dataDir !== undefined) closeToOthers(dataDir)
  const unlock = dataDir === undefined ? () => undefined : lockFolder(dataDir)
  try {
    const rows = dataDir === undefined ? undefined : join(dataDir, 'rows')
    if (rows !== undefined) await makeFolder(rows)
    const pgliteWasmModule = await embeddedModule()
    const client = await PGlite.create(rows ?? 'memory://', {
      postgresqlconf: embeddedSettings,
      ...(pgliteWasmModule && { pgliteWasmModule }),
    })
    const database = drizzleEmbedded(client) as unknown as Database
    const close = async () => {
      await client.close()
      unlock()
    }
    try {
      await migrate(database)
    } catch (error) {
      await close()
      throw error
    }
    return { database, embedded: true, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * Opens the database and brings its schema up to date.
 * @throws DatabaseProblem with a sentence that says what to do.
 */
export const openDatabase = ({ databaseUrl, dataDir }: DatabaseSettings): Promise<OpenDatabase> =>
  databaseUrl === undefined ? openEmbedded(dataDir) : openServer(databaseUrl)
