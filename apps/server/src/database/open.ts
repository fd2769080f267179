import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres'
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite'
import { Pool } from 'pg'
import type { Database } from './database.ts'
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

const openEmbedded = async (dataDir: string | undefined): Promise<OpenDatabase> => {
  const unlock = dataDir === undefined ? () => undefined : lockFolder(dataDir)
  try {
    // Relaxed durability answers before the last pages are synced; the checkpoint is in the same transaction as the
    // rows, so a lost tail is read from the chain again and nothing is ever half written.
    const client = await PGlite.create(dataDir === undefined ? 'memory://' : join(dataDir, 'rows'), {
      relaxedDurability: true,
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
