import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const linuxIdentity = (pid: number): string | undefined => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The command stands in brackets and may hold anything, so fields are counted after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startedAt] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X') return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startedAt}`
}

const otherIdentity = (pid: number): string | undefined => {
  const [command, args] =
    process.platform === 'win32'
      ? ['powershell.exe', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]]
  const started = execFileSync(command as string, args as string[], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return started.trim() === '' ? undefined : started.trim()
}

/**
 * When a process was started, as text that no later process with the same number has; undefined if there is no such
 * process. A number alone proves nothing: it is given anew after a while, and after every boot.
 */
export const processIdentity = (pid: number): string | undefined => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  try {
    return process.platform === 'linux' ? linuxIdentity(pid) : otherIdentity(pid)
  } catch {
    return undefined
  }
}

/** A process as it is written into a file, to be known again by a later one. */
export type ProcessMark = { readonly pid: number; readonly identity: string }

/** @returns undefined if the process is gone already. */
export const markProcess = (pid: number): ProcessMark | undefined => {
  const identity = processIdentity(pid)
  return identity === undefined ? undefined : { pid, identity }
}

/** Whether the very process that was marked still runs. */
export const stillRuns = (mark: ProcessMark): boolean => processIdentity(mark.pid) === mark.identity

/** Reads a mark; undefined if the file is missing or was cut short when its writer was killed. */
export const readMark = (path: string): ProcessMark | undefined => {
  try {
    const mark = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessMark>
    if (typeof mark.pid === 'number' && typeof mark.identity === 'string')
      return { pid: mark.pid, identity: mark.identity }
  } catch {
    // Nobody can be told from it, which is the answer below.
  }
  return undefined
}
