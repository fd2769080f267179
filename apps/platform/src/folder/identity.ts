import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '@hurong/sdk/node'
import { Refusal } from '../refusal.ts'

/** The version of the data folder's layout and of what its chain's contracts take; another one is refused rather than guessed at. */
export const folderFormat = 5

/** What a data folder belongs to. */
export type Identity = {
  readonly chainId: number
  /** Hash of block 0; undefined until the chain was up for the first time. */
  readonly genesisHash: string | undefined
  /** Whether it was made without the demonstration market. */
  readonly empty: boolean
  /** Whether the chain runs elsewhere. */
  readonly remote: boolean
  /** Seconds since 1970. */
  readonly madeAt: number
  /** Time of block 0 of the embedded chain, seconds since 1970. */
  readonly genesis: number
}

const pathOf = (folder: string) => join(folder, 'hurong.json')

/** Writes a file so that it is there whole or not at all, even after a power cut. */
export const writeWhole = (path: string, content: unknown): void => {
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { flush: true })
  renameSync(`${path}.new`, path)
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw notUsable(folder, error)
  }
}

/** What is said of a folder that the system gives no access to. */
const notUsable = (folder: string, error: unknown): Refusal => {
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException
  const reasons: Record<string, string> = {
    ENOTDIR: 'is a file, or lies in one',
    EEXIST: 'is a file',
    EACCES: 'may not be written to by this user',
    EPERM: 'may not be written to by this user',
    EROFS: 'lies on a disk that can only be read',
    ENOENT: 'lies where no folder can be made',
    ENOSPC: 'lies on a disk that is full',
  }
  return new Refusal(
    `The data folder ${folder} ${reasons[code] ?? `cannot be used (${code})`}: mend that, or choose ` +
      'another folder with --data FOLDER.',
    { cause: error },
  )
}

/**
 * Makes the folder if it is missing, and sees that files can be written to it, before anything is begun that would have to be
 * taken down again.
 * @throws Refusal if it cannot be used.
 */
export const requireWritable = (folder: string): void => {
  const probe = join(folder, `lock.${process.pid}.probe`)
  try {
    makeFolder(folder)
    writeFileSync(probe, 'probe')
  } catch (error) {
    throw notUsable(folder, error)
  } finally {
    if (existsSync(probe)) rmSync(probe)
  }
}

/**
 * Reads what the folder belongs to; undefined for a folder that is new.
 * @throws Refusal if it was made by another version, or is no data folder of this program.
 */
export const readIdentity = (folder: string): Identity | undefined => {
  const path = pathOf(folder)
  if (!existsSync(path)) {
    const others = existsSync(folder)
      ? namesIn(folder).filter((name) => !/^(lock|log$|replay$|deployments$)/.test(name))
      : []
    if (others.length === 0) return undefined
    throw new Refusal(
      `The data folder ${folder} holds ${others[0]} but no hurong.json: it was not made by this program. ` +
        'Set DATA_DIR to an empty folder (npm start -- --data FOLDER).',
    )
  }
  let read: Identity & { format?: unknown }
  try {
    read = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Refusal(`${path} cannot be read: restore it from a copy, or set DATA_DIR to another folder.`)
  }
  const { format, ...identity } = read
  if (format !== folderFormat) {
    throw new Refusal(
      `The data folder ${folder} is of format ${format}, and this version reads format ${folderFormat}. ` +
        'Start the version that made it, or set DATA_DIR to another folder.',
    )
  }
  return identity
}

/** Writes what the folder belongs to. */
export const writeIdentity = (folder: string, identity: Identity): void => {
  mkdirSync(folder, { recursive: true })
  writeWhole(pathOf(folder), { format: folderFormat, ...identity })
}

/**
 * Compares the chain that answers with the one the folder belongs to.
 * @throws Refusal if it is another one.
 */
export const requireSameChain = (
  folder: string,
  identity: Identity,
  answering: { chainId: number; genesisHash: string },
): void => {
  if (identity.chainId !== answering.chainId) {
    throw new Refusal(
      `The data in ${folder} belongs to chain ${identity.chainId}, and chain ${answering.chainId} answers. ` +
        'Set RPC_URL back, or set DATA_DIR to a folder for this chain.',
    )
  }
  if (identity.genesisHash !== undefined && identity.genesisHash !== answering.genesisHash) {
    throw new Refusal(
      `The data in ${folder} belongs to another chain with the same id ${identity.chainId}: its first block is ` +
        `${identity.genesisHash}, and ${answering.genesisHash} answers. Set RPC_URL back, or set DATA_DIR to a folder for this chain.`,
    )
  }
}
