import type { Hurong } from '@hurong/sdk'
import type { Step } from './steps.ts'

/**
 * What is done by a signed permission, or by one given before where the wallet turns out to sign none: a contract that is still to be
 * made cannot be told from a key until it is asked.
 */
export const bySignature =
  (signed: Step, { permission, payment }: { readonly permission: Step; readonly payment: Step }): Step =>
  async (hurong) => {
    try {
      return await signed(hurong)
    } catch (error) {
      if ((error as Error).name !== 'PermitNotSigned') throw error
      const { hash } = await permission(hurong)
      await hurong.waitFor(hash)
      return payment(hurong)
    }
  }

/** Seconds a signed permission is good for. */
export const permissionSeconds = 600

/**
 * Until when a permission signed now is good, seconds since 1970. It counts from the chain's own present: the newest
 * block may be old, and on a local chain time goes by its clock, which may run ahead of the wall's or behind it.
 * Elsewhere a node may take its newest block for the present; blocks to come never lie behind the wall's clock.
 * @param wallClock Seconds since 1970.
 * @throws HurongError
 */
export async function permissionUntil(
  { context }: Pick<Hurong, 'context'>,
  local: boolean,
  wallClock = Math.floor(Date.now() / 1_000),
): Promise<bigint> {
  const { readTime } = await import('@hurong/sdk')
  const present = await readTime(context)
  return BigInt((local ? present : Math.max(present, wallClock)) + permissionSeconds)
}
