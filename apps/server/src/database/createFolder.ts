import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

// Run as a process of its own by `open.ts`: making an empty database and its tables takes a gigabyte of memory for a
// moment, which a WebAssembly memory never gives back.
const [, , folder] = process.argv
if (folder === undefined) throw new Error('Name the folder to make the database in.')
const client = await PGlite.create(folder)
await migrate(drizzle(client) as unknown as Database)
await client.close()
