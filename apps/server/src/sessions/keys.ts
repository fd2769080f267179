import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { type Sealer, sealer } from '../underwriting/seal.ts'

type Hex = `0x${string}`

/** What is made of the one key of sessions: each use has a key of its own. */
export interface SessionKeys {
  /** Signs cookies. */
  readonly cookies: string
  /** Seals secrets of codes and first steps. */
  readonly sealer: Sealer
  /** A digest that nobody without the key can compute, of a text for one use. */
  readonly digest: (use: string, text: string) => string
}

/** @throws RangeError for a key that is not 32 bytes. */
export const openKeys = (key: Hex): SessionKeys => {
  const secret = Buffer.from(key.slice(2), 'hex')
  if (secret.length !== 32) throw new RangeError('The key of sessions is not 32 bytes as hex.')
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `hurong.sessions.${use}`, 32))
  return {
    cookies: keyFor('cookies').toString('hex'),
    sealer: sealer(`0x${keyFor('seal').toString('hex')}`),
    digest: (use, text) => createHmac('sha256', keyFor(use)).update(text).digest('hex'),
  }
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
