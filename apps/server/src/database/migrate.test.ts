import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { rowsOf } from './database.ts'
import { migrations, schemaVersion } from './migrate.ts'
import { openDatabase } from './open.ts'
import { DatabaseProblem } from './problem.ts'

describe.each(databaseKinds)('the schema of %s', (_, openSource) => {
  let source: DatabaseSource
  beforeAll(async () => {
    source = await openSource()
  })
  afterAll(() => source?.close())

  test('is brought to the newest version once, and opened again as it is', async () => {
    const settings = await source.makeBare()
    for (let time = 0; time < 2; time++) {
      const { database, close } = await openDatabase(settings)
      const versions = rowsOf<{ version: number; name: string }>(
        await database.execute(sql`select version, name from schema_versions order by version`),
      )
      await close()
      expect(versions).toEqual(migrations.map(({ version, name }) => ({ version, name })))
    }
  })

  test('is refused if a newer version wrote it, with a sentence, and nothing in it is touched', async () => {
    const settings = await source.make()
    const newer = schemaVersion + 1
    const { database, close } = await openDatabase(settings)
    await database.execute(
      sql`insert into schema_versions (version, name) values (${newer}, 'of a later version')`,
    )
    await database.execute(sql`insert into policies values (7, 1, 2, 3, 4)`)
    await close()

    const refused = openDatabase(settings)
    await expect(refused).rejects.toThrow(DatabaseProblem)
    await expect(refused).rejects.toThrow(
      `The database was written by a newer version of this program (schema ${newer}, this one knows ${schemaVersion}). Start the newer version, or choose another data folder or database.`,
    )

    // Refused, it was let go of again: the newer program opens it and finds its rows.
    await expect(openDatabase(settings)).rejects.toThrow(`schema ${newer}`)
  })
})
