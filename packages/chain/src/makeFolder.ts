import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ChainError } from './errors.ts'

const make = (folder: string): void => {
  if (existsSync(folder)) return
  make(dirname(folder))
  mkdirSync(folder)
}

/**
 * Makes a folder and those it lies in, one by one: Node's own way of making all of them never ends where a file system lets nobody make
 * a folder and says that its parent is missing, as `/proc` does.
 * @throws ChainError where it cannot be made.
 */
export const makeFolder = (folder: string): void => {
  try {
    make(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ChainError(`The chain's folder ${folder} cannot be made (${code}): choose another folder.`)
  }
}
