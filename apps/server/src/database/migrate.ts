import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { type Database, rowsOf } from './database.ts'
import { takeTurn } from './locks.ts'
import { DatabaseProblem } from './problem.ts'

const folder = new URL('./migrations/', import.meta.url)

interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: readonly string[]
}

/** The migrations in order; the number before a file's first underscore is the version it leads to, less one. */
export const migrations: readonly Migration[] = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({
    version: Number(name.split('_')[0]) + 1,
    name,
    statements: readFileSync(new URL(name, folder), 'utf8').split('--> statement-breakpoint'),
  }))

/** The version of the schema this program reads and writes. */
export const schemaVersion = migrations.at(-1)?.version ?? 0

/**
 * Brings the schema up to this program's version: one transaction, one program at a time.
 * @throws DatabaseProblem if the data was written by a newer version.
 */
export const migrate = async (database: Database): Promise<void> => {
  await database.transaction(async (tx) => {
    await takeTurn(tx, 'migration')
    await tx.execute(
      sql`create table if not exists schema_versions (version integer primary key, name text not null)`,
    )
    const [{ version: held } = { version: null }] = rowsOf<{ version: number | null }>(
      await tx.execute(sql`select max(version) as version from schema_versions`),
    )
    if (held !== null && held > schemaVersion)
      throw new DatabaseProblem(
        `The database was written by a newer version of this program (schema ${held}, this one knows ${schemaVersion}). Start the newer version, or choose another data folder or database.`,
      )
    for (const { version, name, statements } of migrations) {
      if (held !== null && version <= held) continue
      for (const statement of statements) await tx.execute(sql.raw(statement))
      await tx.execute(sql`insert into schema_versions (version, name) values (${version}, ${name})`)
    }
  })
}
