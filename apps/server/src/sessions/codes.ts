import { randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Database, Executor } from '../database/database.ts'
import { sessionCodes, sessionRecoveryCodes } from '../database/schema.ts'
import { ApiProblem } from '../http/problems.ts'
import { countGuess, forgetGuesses } from './guesses.ts'
import type { SessionKeys } from './keys.ts'
import { secretBytes, stepOf, uriOf } from './oneTimeCode.ts'
import { codeRefused } from './problems.ts'
import { makeRecoveryCodes, recoveryCodesLeft, useRecoveryCode } from './recoveryCodes.ts'
import { lifetimes } from './settings.ts'

type Secret = Uint8Array<ArrayBuffer>

/** What happens to codes and their owner is to know: a thief of a session would do it unseen. */
export const codeChanges = [
  'codesTurnedOn',
  'codesTurnedOff',
  'recoveryCodesRenewed',
  'recoveryCodeUsed',
] as const
export type CodeChange = (typeof codeChanges)[number]

export interface CodeParts {
  readonly database: Database
  readonly keys: SessionKeys
  readonly now: () => number
  /** Tells the owner of a change, in the transaction that makes it: neither is there without the other. */
  readonly onCodeChange?: (executor: Executor, account: Hex, change: CodeChange) => Promise<void>
}

/** Whose code is asked for, and which key confirmed before. */
export interface Asked {
  readonly account: string
  readonly factor: string
}

export interface CodeState {
  readonly isOn: boolean
  readonly recoveryCodesLeft: number
}

/** The account is sealed with its secret: one of another row is none. */
const sealSecret = ({ sealer }: SessionKeys, account: string, secret: Secret) =>
  sealer.seal({ account, secret: Buffer.from(secret).toString('base64') })

const unsealSecret = ({ sealer }: SessionKeys, account: string, sealed: string): Secret => {
  const held = sealer.unseal(sealed) as { account: string; secret: string }
  if (held.account !== account) throw new Error('A secret of codes stands at another account than its own.')
  return Uint8Array.from(Buffer.from(held.secret, 'base64'))
}

const heldOf = async ({ database }: CodeParts, account: string) =>
  (await database.select().from(sessionCodes).where(eq(sessionCodes.account, account)))[0]

const wrong = () =>
  codeRefused(
    'The code is wrong, or was used before. Wait for the next one in your app.',
    '验证码不对，或已经用过。请等应用显示下一个。',
  )
const notOn = () =>
  new ApiProblem(
    'CodesOff',
    'One-time codes are not turned on for this account.',
    undefined,
    '该账户没有开启验证码。',
  )

export const codeStateOf = async (parts: CodeParts, account: string): Promise<CodeState> => {
  const [held, left] = await Promise.all([heldOf(parts, account), recoveryCodesLeft(parts.database, account)])
  const isOn = held?.sealed != null
  return { isOn, recoveryCodesLeft: isOn ? left : 0 }
}

const guesserOf = ({ keys }: CodeParts, { account, factor }: Asked) =>
  keys.digest('guesser', `${account} ${factor}`)

/**
 * Uses a one-time code of an app.
 * @throws ApiProblem `CodeRefused`, `CodesOff`, or `TooManyGuesses` for whoever tried too often with the same key.
 */
export const useCode = async (parts: CodeParts, asked: Asked, code: string): Promise<void> => {
  const { database, keys, now } = parts
  const held = await heldOf(parts, asked.account)
  if (held?.sealed == null) throw notOn()
  const guesser = guesserOf(parts, asked)
  await countGuess(database, guesser, now())
  const step = await stepOf(unsealSecret(keys, asked.account, held.sealed), code, now())
  if (step === undefined) throw wrong()
  const used = await database
    .update(sessionCodes)
    .set({ lastStep: step })
    .where(and(eq(sessionCodes.account, asked.account), lt(sessionCodes.lastStep, step)))
    .returning()
  if (used.length === 0) throw wrong()
  await forgetGuesses(database, guesser)
}

/** Uses a code of an app, or one of those kept for when it is lost. @throws as `useCode` does. */
export const useAnyCode = async (parts: CodeParts, asked: Asked, code: string): Promise<void> => {
  if (/^\d{6}$/.test(code)) return useCode(parts, asked, code)
  const { database, keys, now } = parts
  if ((await heldOf(parts, asked.account))?.sealed == null) throw notOn()
  const isUsed = await database.transaction(async (tx) => {
    if (!(await useRecoveryCode(tx, keys, asked.account, code))) return false
    await parts.onCodeChange?.(tx, asked.account as Hex, 'recoveryCodeUsed')
    return true
  })
  if (isUsed) return forgetGuesses(database, guesserOf(parts, asked))
  await countGuess(database, keys.digest('guesser', `${asked.account} ${asked.factor} recovery`), now())
  throw codeRefused(
    'This is none of your recovery codes, or it was used before.',
    '这不是您的恢复码，或已经用过。',
  )
}

/** Offers a secret for an app to show codes of; in use once a first code of it was shown. */
export const offerCodes = async (parts: CodeParts, account: string): Promise<{ uri: string }> => {
  const { database, keys, now } = parts
  const secret = Uint8Array.from(randomBytes(secretBytes))
  const offer = { offered: sealSecret(keys, account, secret), offeredAt: Math.floor(now() / 1000) }
  await database
    .insert(sessionCodes)
    .values({ account, sealed: null, lastStep: 0, ...offer })
    .onConflictDoUpdate({ target: sessionCodes.account, set: offer })
  return { uri: uriOf(secret, `${account.slice(0, 6)}…${account.slice(-4)}`) }
}

/**
 * Takes the secret offered into use, in place of one before.
 * @returns recovery codes, told this once.
 * @throws ApiProblem `CodeRefused`
 */
export const confirmCodes = async (parts: CodeParts, account: string, code: string): Promise<string[]> => {
  const { database, keys, now } = parts
  const held = await heldOf(parts, account)
  if (held?.offered == null || (held.offeredAt ?? 0) * 1000 + lifetimes.offer <= now())
    throw codeRefused('Begin again: the picture is too old.', '二维码已过期，请重新开始。')
  const { offered } = held
  const step = await stepOf(unsealSecret(keys, account, offered), code, now())
  if (step === undefined)
    throw codeRefused(
      'The code is not of this picture. Scan it again, and check that the clock of your phone is right.',
      '验证码与这张二维码不符。请重新扫描，并检查手机时间是否准确。',
    )
  return database.transaction(async (tx) => {
    const taken = await tx
      .update(sessionCodes)
      .set({
        sealed: offered,
        lastStep: step,
        confirmedAt: Math.floor(now() / 1000),
        offered: null,
        offeredAt: null,
      })
      .where(and(eq(sessionCodes.account, account), eq(sessionCodes.offered, offered)))
      .returning()
    if (taken.length === 0)
      throw codeRefused('Begin again: another page did.', '另一个页面已重新开始，请重来。')
    await parts.onCodeChange?.(tx, account as Hex, 'codesTurnedOn')
    return makeRecoveryCodes(tx, keys, account)
  })
}

/** Makes recovery codes in place of all before. @returns them, told this once. */
export const renewRecoveryCodes = (parts: CodeParts, account: string): Promise<string[]> =>
  parts.database.transaction(async (tx) => {
    await parts.onCodeChange?.(tx, account as Hex, 'recoveryCodesRenewed')
    return makeRecoveryCodes(tx, parts.keys, account)
  })

export const removeCodes = async ({ database, onCodeChange }: CodeParts, account: string): Promise<void> => {
  await database.transaction(async (tx) => {
    await tx.delete(sessionCodes).where(eq(sessionCodes.account, account))
    await tx.delete(sessionRecoveryCodes).where(eq(sessionRecoveryCodes.account, account))
    await onCodeChange?.(tx, account as Hex, 'codesTurnedOff')
  })
}
