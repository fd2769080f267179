import { watch } from 'node:fs'

/** Milliseconds of quiet after the last change: an editor writes a file in several steps. */
const quiet = 150

/**
 * Tells when something in a folder changed, once for changes that come together.
 * @returns what ends it.
 */
export const watchFolder = (folder: string, changed: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quiet)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
