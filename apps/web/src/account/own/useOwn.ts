import type { AccountHistory, AccountState, SignerSet } from '@hurong/sdk/accounts'
import type { Platform } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import type { Acting } from '../acting.ts'
import { type PasskeyAccountRecord, usePasskeysOf } from '../passkey/stored.ts'
import { accountQuery, historyQuery } from './queries.ts'

type Hex = `0x${string}`
export type OwnActing = Extract<Acting, { kind: 'passkey' }>

/** One's own account as the pages that change it know it. */
export interface Own {
  readonly platform: Platform
  readonly acting: OwnActing
  readonly address: Hex
  readonly state: AccountState
  readonly history: AccountHistory
  /** Why what the account told could not be read, if it could not: then `history` is empty. */
  readonly unread: Error | null
  /** Passkeys of the account this browser has, those first that are signers. */
  readonly here: readonly PasskeyAccountRecord[]
}

/** A passkey's signer holds its point behind the 20 bytes of who checks it, and before the hash of its domain. */
export const pointIn = (signer: Hex): Hex | null =>
  signer.length === 234 ? (`0x${signer.slice(42, 170).toLowerCase()}` as Hex) : null

/** Whether a passkey is one of the account's; before the account is made, the one it begins with is. */
export const isSigner = (signers: SignerSet | undefined, publicKey: Hex): boolean =>
  signers === undefined || signers.signers.some((signer) => pointIn(signer) === publicKey)

/** In place of what a node would not tell: the account can be read and used, and a recovery refused, without it. */
const untold: AccountHistory = {
  ...{ announced: [], recovery: undefined, permissionsSet: [], nextProposalFrom: 0, recoveryNonce: 0n },
  ...{ signerSince: new Map(), everSigner: new Set(), rehearsedAt: new Map() },
}

export type OwnRead =
  | { readonly own: Own; readonly error: null }
  | { readonly own: null; readonly error: Error | null; readonly retry: () => void }

/** Reads one's own account from the chain. */
export function useOwn(platform: Platform, acting: OwnActing): OwnRead {
  const address = acting.address
  const account = useQuery(accountQuery(address))
  const told = useQuery(historyQuery(address))
  const here = usePasskeysOf(platform.chainId, address)
  const history = told.data ?? (told.error ? untold : undefined)
  if (account.data && history) {
    const { signers } = account.data
    const sorted = [
      ...here.filter(({ publicKey }) => isSigner(signers, publicKey)),
      ...here.filter(({ publicKey }) => !isSigner(signers, publicKey)),
    ]
    const unread = told.data ? null : told.error
    const own = { platform, acting, address, state: account.data, history, unread, here: sorted }
    return { own, error: null }
  }
  const retry = () => void Promise.all([account.refetch(), told.refetch()])
  return { own: null, error: account.error, retry }
}
