import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Holder {
  readonly pid: number
  /** When the process was started, where the system tells: a number alone is given anew after every boot. */
  readonly started: string
}

const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The command stands in brackets and may hold anything, so fields are counted after the last bracket.
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}

const runs = (holder: Holder): boolean => {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return holder.started === '' || startOf(holder.pid) === holder.started
}

const read = (path: string): Holder | undefined => {
  try {
    const { pid, started } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>
    if (typeof pid === 'number' && typeof started === 'string') return { pid, started }
  } catch {
    // Missing, or cut short when its writer was killed: nobody can be told from it.
  }
  return undefined
}

/**
 * Takes the lock of a program that is gone out of the way. Between looking and taking, a third program may have put its own
 * in the place: what was taken is looked at again, and put back if somebody has it.
 */
const removeStale = (path: string, aside: string): void => {
  try {
    renameSync(path, aside)
    const taken = read(aside)
    if (taken !== undefined && runs(taken)) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Another process has the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly pid: number

  constructor(folder: string, pid: number) {
    super(`The database in ${folder} is open in process ${pid}. Stop it first, or give a PostgreSQL URL.`)
    this.pid = pid
  }
}

/**
 * Takes a database folder for this process alone: the embedded database takes no lock, and two programs on one folder
 * would corrupt it. A lock whose holder was killed is taken over. Whoever opens the folder, the server or who verifies, takes
 * it this way.
 * @returns what gives it back.
 * @throws FolderInUse naming the process that holds it.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'server.lock')
  const own = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder))
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A link appears whole or not at all; a file being written could be read while still empty.
        linkSync(own, path)
        return () => rmSync(path, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error
      }
      const holder = read(path)
      if (holder !== undefined && runs(holder)) throw new FolderInUse(folder, holder.pid)
      removeStale(path, `${own}.stale`)
    }
  } finally {
    rmSync(own, { force: true })
  }
}
