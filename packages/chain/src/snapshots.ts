import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './syncFolder.ts'

/** The node's state after block n. Only a cache: the journal gives the same from the start. */
export type Snapshot = { readonly n: number; readonly hash: string; readonly state: Buffer }

type Header = { n: number; hash: string; sha256: string }

const kept = 2
const nameOf = (n: number): string => `${String(n).padStart(10, '0')}.dump`
const sha256 = (state: Buffer): string => createHash('sha256').update(state).digest('hex')

/** The blocks of which there is a dump, newest first. */
export const listSnapshots = (folder: string): number[] => {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
    .filter((name) => /^\d{10}\.dump$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => b - a)
}

/** @returns undefined if the file is not what was written. */
export const readSnapshot = (folder: string, n: number): Snapshot | undefined => {
  const content = readFileSync(join(folder, nameOf(n)))
  const end = content.indexOf(0x0a)
  try {
    const header = JSON.parse(content.toString('utf8', 0, Math.max(end, 0))) as Header
    const state = content.subarray(end + 1)
    if (header.n === n && header.sha256 === sha256(state)) return { n, hash: header.hash, state }
  } catch {
    // A header that cannot be read is a damaged file like any other.
  }
  return undefined
}

/** Writes a dump so that it is there whole or not at all, and removes all but the newest two. */
export const writeSnapshot = async (folder: string, snapshot: Snapshot): Promise<void> => {
  const header: Header = { n: snapshot.n, hash: snapshot.hash, sha256: sha256(snapshot.state) }
  const temporary = join(folder, 'writing')
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(`${JSON.stringify(header)}\n`)
    await file.writeFile(snapshot.state)
    await file.sync()
  } finally {
    await file.close()
  }
  renameSync(temporary, join(folder, nameOf(snapshot.n)))
  syncFolder(folder)
  for (const n of listSnapshots(folder).slice(kept)) rmSync(join(folder, nameOf(n)), { force: true })
}
