import { randomInt } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { Executor } from '../database/database.ts'
import { sessionRecoveryCodes } from '../database/schema.ts'
import type { SessionKeys } from './keys.ts'

/** Without what is easily mistaken for something else. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
/** Twelve letters of 31: nobody guesses one in the life of the universe, so nobody is kept waiting for trying. */
const [codes, length] = [10, 12]

const makeCode = () =>
  Array.from({ length }, () => letters[randomInt(letters.length)])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')

const digestOf = (keys: SessionKeys, account: string, code: string) =>
  keys.digest('recovery', `${account} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)

/** Makes new codes in place of all before. @returns them, told this once. */
export const makeRecoveryCodes = async (
  database: Executor,
  keys: SessionKeys,
  account: string,
): Promise<string[]> => {
  const made = Array.from({ length: codes }, makeCode)
  await database.delete(sessionRecoveryCodes).where(eq(sessionRecoveryCodes.account, account))
  await database
    .insert(sessionRecoveryCodes)
    .values(made.map((code) => ({ account, digest: digestOf(keys, account, code) })))
  return made
}

/** Uses a code up. @returns whether it was one. */
export const useRecoveryCode = async (
  database: Executor,
  keys: SessionKeys,
  account: string,
  code: string,
): Promise<boolean> => {
  const used = await database
    .delete(sessionRecoveryCodes)
    .where(
      and(
        eq(sessionRecoveryCodes.account, account),
        eq(sessionRecoveryCodes.digest, digestOf(keys, account, code)),
      ),
    )
    .returning()
  return used.length === 1
}

export const recoveryCodesLeft = async (database: Executor, account: string): Promise<number> => {
  const [row] = await database
    .select({ left: count() })
    .from(sessionRecoveryCodes)
    .where(eq(sessionRecoveryCodes.account, account))
  return row?.left ?? 0
}
