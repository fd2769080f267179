import type { CurrentSession, SignedInDevice } from '@hurong/sdk/api'
import { codeStateOf } from './codes.ts'
import { readDevice } from './device.ts'
import { type SessionRow, sessionsOf } from './keep.ts'
import { signersOf } from './owner.ts'
import type { SignedIn } from './require.ts'
import type { Sessions } from './service.ts'
import { lifetimes } from './settings.ts'

type Hex = `0x${string}`

const seconds = (date: Date | number) => Math.floor(Number(date) / 1000)

const deviceOfRow = (row: SessionRow, { sessionId }: SignedIn): SignedInDevice => ({
  id: row.id,
  ...readDevice(row.userAgent),
  madeAt: seconds(row.createdAt),
  seenAt: seconds(row.seenAt),
  endsAt: Math.min(seconds(row.endsAt), seconds(row.expiresAt)),
  isThis: row.id === sessionId,
})

/** Where an account is signed in. */
export const listDevices = async (sessions: Sessions, asks: SignedIn): Promise<SignedInDevice[]> =>
  (await sessionsOf(sessions, asks.account)).map((row) => deviceOfRow(row, asks))

/** Whether the operator's co-signer is among who confirms for an account; null where there is no co-signer. */
export const coSignerOf = async ({ client, coSigner }: Sessions, account: Hex) => {
  if (coSigner === undefined) return null
  const set = await signersOf(client, account)
  const address = coSigner.address.toLowerCase()
  return { address, isSigner: set?.signers.some((signer) => signer.toLowerCase() === address) === true }
}

export const readCurrent = async (
  sessions: Sessions,
  asks: SignedIn | undefined,
): Promise<CurrentSession> => {
  const row = asks && (await sessionsOf(sessions, asks.account)).find(({ id }) => id === asks.sessionId)
  if (asks === undefined || row === undefined) return { session: null }
  const [codes, coSigner] = await Promise.all([
    codeStateOf(sessions, asks.account),
    coSignerOf(sessions, asks.account),
  ])
  return {
    session: {
      account: asks.account,
      device: deviceOfRow(row, asks),
      freshUntil: seconds(row.confirmedAt) + lifetimes.fresh / 1000,
      codes,
      coSigner,
    },
  }
}
