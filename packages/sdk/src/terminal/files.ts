import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

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
