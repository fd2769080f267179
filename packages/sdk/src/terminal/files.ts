import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The path of a file as a person names it: from where they stand, though npm starts programs in the root. */
export const fromHere = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)

/** The text of a file a person names. @throws Error with the flag and the path if it cannot be read. */
export const readNamed = (flag: string, path: string): string => {
  try {
    return readFileSync(fromHere(path), 'utf8')
  } catch {
    throw new Error(
      `--${flag} names ${fromHere(path)}, which cannot be found or read: give the path of a file.`,
    )
  }
}

/** Writes a file a person names. @throws Error with the flag and the path if it cannot be written. */
export const writeNamed = (flag: string, path: string, text: string): void => {
  try {
    writeFileSync(fromHere(path), text)
  } catch {
    throw new Error(`--${flag} names ${fromHere(path)}, which cannot be written: give another path.`)
  }
}

/**
 * Makes a folder and those it lies in, where they are missing. Node's own way of making all of them never ends where a file
 * system lets nobody make a folder and says that its parent is missing, as `/proc` does.
 * @throws the system's error if it cannot be made.
 */
export const makeFolder = (path: string): void => {
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  // What is there already is fine for the recursive one unless it is a file.
  mkdirSync(path, { recursive: existsSync(path) })
}

/** The folder a person names for what a program writes, made if missing. @throws Error with the flag and the path. */
export const folderNamed = (flag: string, path: string): string => {
  const folder = fromHere(path)
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Error(`--${flag} names ${folder}, where no files can be written: give another path.`)
  }
  return folder
}
