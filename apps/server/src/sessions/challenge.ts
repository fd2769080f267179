import { randomBytes } from 'node:crypto'
import type { Executor } from '../database/database.ts'
import { isSame, type SessionKeys } from './keys.ts'
import { useOnce } from './once.ts'
import { signInRefused } from './problems.ts'
import { lifetimes } from './settings.ts'

type Hex = `0x${string}`

export interface Challenge {
  /** 32 bytes. */
  readonly challenge: Hex
  /** Milliseconds since 1970. */
  readonly until: number
}

/** Bytes of a time, and of what makes one unlike every other; a seal of as many bytes as are left follows. */
const [timeBytes, randomLength, length] = [6, 10, 32]
const sealLength = (length - timeBytes - randomLength) * 2

const sealOf = (keys: SessionKeys, body: string, origin: string) =>
  keys.digest('challenge', `${body} ${origin}`).slice(0, sealLength)

/** Something to sign for a page of one origin. Nothing is kept of it: who asks for many fills no table. */
export const giveChallenge = (keys: SessionKeys, origin: string, now: number): Challenge => {
  const until = now + lifetimes.challenge
  const body = until.toString(16).padStart(timeBytes * 2, '0') + randomBytes(randomLength).toString('hex')
  return { challenge: `0x${body}${sealOf(keys, body, origin)}`, until }
}

const stale = () =>
  signInRefused('What you confirmed is no longer good. Try again.', '本次确认已失效，请重试。')

/**
 * Takes back a challenge that was answered.
 * @throws ApiProblem `SignInRefused` where it was not given here for this origin, is too old, or was used.
 */
export const takeChallenge = async (
  database: Executor,
  keys: SessionKeys,
  challenge: string,
  origin: string,
  now: number,
): Promise<void> => {
  const body = challenge.slice(2, 2 + (timeBytes + randomLength) * 2)
  if (
    challenge.length !== 2 + length * 2 ||
    !isSame(challenge.slice(2 + body.length), sealOf(keys, body, origin))
  )
    throw stale()
  const until = Number.parseInt(body.slice(0, timeBytes * 2), 16)
  if (until <= now) throw stale()
  if (!(await useOnce(database, keys.digest('used', challenge), until, now))) throw stale()
}
