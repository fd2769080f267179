import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChainError } from './errors.ts'
import { markProcess, readMark, stillRuns } from './processIdentity.ts'

/**
 * Takes a folder for this process alone.
 * @returns what gives it back.
 * @throws ChainError naming the process that holds it. A lock whose holder was killed is taken over.
 */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, 'lock')
  const own = join(folder, `lock.${process.pid}.${Math.random().toString(36).slice(2)}`)
  writeFileSync(own, JSON.stringify(markProcess(process.pid)))
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A link appears whole or not at all; a file opened and then written could be read while still empty.
        linkSync(own, path)
        return () => rmSync(path, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error
      }
      const holder = readMark(path)
      if (holder && stillRuns(holder)) {
        throw new ChainError(
          `The data folder ${folder} is in use by process ${holder.pid}. Stop that program, or choose another folder.`,
        )
      }
      try {
        renameSync(path, `${own}.stale`)
        rmSync(`${own}.stale`)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
  } finally {
    rmSync(own, { force: true })
  }
}
