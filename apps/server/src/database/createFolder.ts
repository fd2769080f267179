import { PGlite } from '@electric-sql/pglite'

// Run as a process of its own by `open.ts`: making an empty database takes a gigabyte of memory for a moment, which a
// WebAssembly memory never gives back.
const [, , folder] = process.argv
if (folder === undefined) throw new Error('Name the folder to make the database in.')
const client = await PGlite.create(folder)
await client.close()
