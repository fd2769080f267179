import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Address, type Hex, isAddress } from 'viem'

/** Where a key is: in a setting, in a file, or with a signer that never gives it away. Goes through JSON as it is. */
export type KeySource =
  | { readonly key: Hex }
  /** The path is absolute; `setting` is what it was named by. */
  | { readonly file: string; readonly setting: string }
  | { readonly signerUrl: string; readonly address: Address }

/** A setting of a key that cannot be used; the message is for who set it, and has nothing of the key. */
export class KeyMistake extends Error {
  override readonly name = 'KeyMistake'
}

const keyPattern = /^0x[0-9a-fA-F]{64}$/
/** What group and others may not do with the file: others nothing, the group not write. */
const forbidden = 0o027

const requireKept = (name: string, file: string): void => {
  let found: ReturnType<typeof statSync>
  try {
    found = statSync(file)
  } catch {
    throw new KeyMistake(`${name} names ${file}, which cannot be found or read: give the path of a file.`)
  }
  if (!found.isFile())
    throw new KeyMistake(`${name} names ${file}, which is no file: give the path of a file.`)
  // Windows has no such bits; there the folder's own rights hold.
  if (process.platform !== 'win32' && (found.mode & forbidden) !== 0)
    throw new KeyMistake(
      `${name} names ${file}, which others on this machine can read or change: run "chmod 600 ${file}" and, if anybody may have read it, change the key.`,
    )
}

/**
 * Reads a key out of its file.
 * @throws KeyMistake
 */
export const readKeyFile = ({ file, setting: name }: { file: string; setting: string }): Hex => {
  requireKept(name, file)
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch {
    throw new KeyMistake(`${name} names ${file}, which this user may not read: make it the file’s owner.`)
  }
  if (!keyPattern.test(text))
    throw new KeyMistake(
      `${name} names ${file}, which holds no key: write 0x and 64 hexadecimal digits into it, and nothing else.`,
    )
  return text as Hex
}

type Environment = Readonly<Record<string, string | undefined>>

/** The settings by which a key may be given. */
export const keySettings = (name: string) =>
  [name, `${name}_FILE`, `${name}_SIGNER`, `${name}_ADDRESS`] as const

const fromSigner = (name: string, url: string, address: string | undefined): KeySource => {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new KeyMistake(
      `${name}_SIGNER cannot be used: give an address such as https://signer.internal:9000.`,
    )
  const { hostname, protocol } = new URL(url)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol === 'http:' && !isHere)
    throw new KeyMistake(
      `${name}_SIGNER is on another machine and without TLS, where anybody on the way could have things signed: give an https address.`,
    )
  if (address === undefined || !isAddress(address, { strict: false }))
    throw new KeyMistake(
      `${name}_ADDRESS is missing or is no address: give the address the signer signs for.`,
    )
  return { signerUrl: url, address: address.toLowerCase() as Address }
}

/**
 * Reads where a key is from `NAME`, `NAME_FILE`, or `NAME_SIGNER` with `NAME_ADDRESS`; an empty variable counts as not given.
 * @returns undefined if none of them is given.
 * @throws KeyMistake with a sentence that has nothing of the key.
 */
export const readKeySource = (name: string, environment: Environment): KeySource | undefined => {
  const given = (variable: string) => environment[variable] || undefined
  const [key, file, signer, address] = keySettings(name).map(given)
  const ways = Object.entries({ [name]: key, [`${name}_FILE`]: file, [`${name}_SIGNER`]: signer })
  const used = ways.flatMap(([variable, value]) => (value === undefined ? [] : [variable]))
  if (used.length > 1) throw new KeyMistake(`${used.join(' and ')} are given: leave all but one out.`)
  if (address !== undefined && signer === undefined)
    throw new KeyMistake(`${name}_ADDRESS is given without ${name}_SIGNER: give both, or leave it out.`)
  if (key !== undefined) {
    if (!keyPattern.test(key))
      throw new KeyMistake(`${name} cannot be used: give 0x and 64 hexadecimal digits.`)
    return { key: key as Hex }
  }
  if (file !== undefined) {
    const source = { file: resolve(environment.INIT_CWD ?? process.cwd(), file), setting: `${name}_FILE` }
    readKeyFile(source)
    return source
  }
  return signer === undefined ? undefined : fromSigner(name, signer, address)
}
