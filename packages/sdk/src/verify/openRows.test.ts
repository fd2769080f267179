import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRows } from './openRows.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hurong-rows-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a server that does not answer is told by its place, without the password', async () => {
  const error: Error = await openRows('postgres://me:secret@127.0.0.1:1/hurong').catch((thrown) => thrown)
  expect(error.message).toMatch(
    /^the database hurong at 127\.0\.0\.1:1 cannot be reached \(.*\)\. Look at --database/,
  )
  expect(error.message).not.toContain('secret')
})

test('a folder without a database is told, and nothing is left in it', async () => {
  await expect(openRows(folder)).rejects.toThrow(`There is no database in ${folder}.`)
  expect(readdirSync(folder)).toEqual([])
})

test.runIf(process.platform === 'linux')(
  'a lock of a killed server whose number another process has by now is taken over, and given back',
  async () => {
    mkdirSync(join(folder, 'rows'))
    await (await PGlite.create(join(folder, 'rows'))).close()
    const lock = join(folder, 'server.lock')
    writeFileSync(lock, JSON.stringify({ pid: process.pid, started: 'boot:1' }))
    const { query, close } = await openRows(folder)
    expect(await query('select 1 as one')).toEqual([{ one: 1 }])
    // Told apart from a later process of the same number, should this one be killed.
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({
      pid: process.pid,
      started: expect.stringMatching(/./),
    })
    await expect(openRows(folder)).rejects.toThrow(`is open in process ${process.pid}`)
    await close()
    expect(readdirSync(folder)).toEqual(['rows'])
  },
)
