import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Refusal } from '../refusal.ts'

/**
 * Makes a folder and those it lies in, one by one: Node's own way of making all of them never ends where a file system lets nobody make
 * a folder and says that its parent is missing, as `/proc` does.
 */
const make = (folder: string): void => {
  if (existsSync(folder)) return
  make(dirname(folder))
  mkdirSync(folder)
}

/** Makes a folder that files are written to. @throws Refusal where none can be made. */
export function makeFolder(folder: string): void {
  try {
    make(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Refusal(`The folder ${folder} cannot be made (${code}): give another path.`)
  }
}

/** Writes a file whole or not at all: under another name first, then renamed. @throws Refusal where its folder cannot be made. */
export function writeWhole(file: string, text: string): void {
  makeFolder(dirname(file))
  const unfinished = `${file}.${process.pid}.part`
  try {
    writeFileSync(unfinished, text)
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** The text of a file. @throws Refusal when there is none. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === 'ENOENT') throw new Refusal(`There is no file ${basename(file)}.`)
    if (code === 'EISDIR') throw new Refusal(`${basename(file)} is a folder, not a file.`)
    throw error
  }
}
