import { createOTP } from '@better-auth/utils/otp'
import { isSame } from './keys.ts'

/** Milliseconds a code is for, as every app that shows them has it (RFC 6238). */
const period = 30_000
/** Codes before and after the present one that are taken: clocks differ, and typing takes time. */
const window = 1

export const secretBytes = 20

/** What an app that shows codes is told, by a picture or by hand. */
export const uriOf = (secret: Uint8Array<ArrayBuffer>, account: string): string =>
  createOTP(secret, { digits: 6 }).url('Hurong', account)

/** The step whose code this is; undefined for none of now. Every step is computed, so that time tells nothing. */
export const stepOf = async (
  secret: Uint8Array<ArrayBuffer>,
  code: string,
  now: number,
): Promise<number | undefined> => {
  const otp = createOTP(secret, { digits: 6 })
  const present = Math.floor(now / period)
  let found: number | undefined
  for (let step = present - window; step <= present + window; step++)
    if (isSame(await otp.hotp(step), code)) found ??= step
  return found
}
