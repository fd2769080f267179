import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes the names in a folder outlast a power cut, as fsync does for the content of a file. */
export const syncFolder = (folder: string): void => {
  // Windows opens no folder for this and needs none: its rename is logged by the file system.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
