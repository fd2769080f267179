import type { CoSignature, DemonstrationAccount, SignedOperation } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { demonstrationAccountsQuery, platformQuery } from '../api/queries.ts'
import { useI18n } from '../i18n/context.tsx'
import { remembered } from '../settings/remembered.ts'
import { type PasskeyAccountRecord, usePasskeyAccounts } from './passkey/stored.ts'
import { useWallets, type WalletChoice } from './wallets.ts'

type Hex = `0x${string}`

/** Who confirms beside a passkey: another one, a wallet that is one of the account's signers, or the operator for a code. */
export type SecondFactor =
  | { readonly kind: 'passkey'; readonly publicKey: Hex; readonly credentialId: string | undefined }
  | { readonly kind: 'wallet'; readonly address: Hex; readonly wallet: WalletChoice }
  | {
      readonly kind: 'code'
      readonly coSigner: Hex
      /** Asks for a code and has the operation signed for it. */
      readonly ask: (operation: SignedOperation) => Promise<CoSignature>
    }

/** Whom this browser acts as. */
export type Acting =
  | {
      readonly kind: 'demonstration'
      readonly address: Hex
      readonly privateKey: Hex
      readonly name: string
      readonly role: DemonstrationAccount['role']
      readonly participantId: number | null
    }
  | {
      readonly kind: 'passkey'
      readonly address: Hex
      readonly name: string
      readonly account: PasskeyAccountRecord
      /** Who confirms too, where both factors are to. */
      readonly second?: SecondFactor
    }
  | { readonly kind: 'wallet'; readonly address: Hex; readonly name: string; readonly wallet: WalletChoice }

/** `demonstration:0x…`, `passkey:0x…`, `wallet:<rdns>:0x…` or `nobody`. */
const choice = remembered('hurong.account')

export const chooseDemonstration = (address: string) => choice.set(`demonstration:${address.toLowerCase()}`)
export const chooseWallet = (rdns: string, address: string) =>
  choice.set(`wallet:${rdns}:${address.toLowerCase()}`)
export const choosePasskey = (address: string) => choice.set(`passkey:${address.toLowerCase()}`)
export const chooseNobody = () => choice.set('nobody')

/**
 * Follows the account its owner has chosen in a wallet: another one acts from then on, none while the wallet is locked.
 * Transactions of an account that is no longer chosen there would be refused by the wallet.
 */
export function followWallet({ rdns, provider }: WalletChoice): void {
  const isChosen = () => choice.get()?.startsWith(`wallet:${rdns}:`) ?? false
  const follow = (accounts: readonly string[]) => {
    if (isChosen()) chooseWallet(rdns, accounts[0] ?? '')
  }
  provider.on?.('accountsChanged', follow)
  // It may have been changed while the site was not open; a wallet still locked tells none and is asked when needed.
  if (isChosen())
    void provider.request({ method: 'eth_accounts' }).then(
      (accounts) => (accounts as readonly string[]).length > 0 && follow(accounts as readonly string[]),
      () => {},
    )
}

/** Who `stored` names among what is at hand; on a local chain the first account where nothing was chosen yet. */
export function actingOf(
  stored: string | null,
  accounts: readonly DemonstrationAccount[],
  wallets: readonly WalletChoice[],
  passkeys: readonly PasskeyAccountRecord[],
  language: 'zh' | 'en',
): Acting | null {
  if (stored === 'nobody') return null
  if (stored?.startsWith('wallet:')) {
    const [, rdns, address] = stored.split(':')
    const wallet = wallets.find((candidate) => candidate.rdns === rdns)
    return wallet && address ? { kind: 'wallet', address: address as Hex, name: wallet.name, wallet } : null
  }
  if (stored?.startsWith('passkey:')) {
    const own = passkeys.find(({ address }) => `passkey:${address}` === stored)
    return own ? { kind: 'passkey', address: own.address, name: own.name, account: own } : null
  }
  const address = stored?.startsWith('demonstration:') ? stored.slice('demonstration:'.length) : null
  const account = accounts.find((candidate) => candidate.address === address) ?? accounts[0]
  if (!account) return null
  return {
    kind: 'demonstration',
    address: account.address as Hex,
    privateKey: account.privateKey as Hex,
    name: account.name[language],
    role: account.role,
    participantId: account.participantId,
  }
}

/** The demonstration accounts of a local chain; none anywhere else. */
export function useDemonstrationAccounts(): readonly DemonstrationAccount[] {
  const { data: platform } = useQuery(platformQuery)
  const { data } = useQuery({ ...demonstrationAccountsQuery, enabled: platform?.local === true })
  return platform?.local ? (data ?? none) : none
}
const none: readonly DemonstrationAccount[] = []

/** Whether nobody was chosen yet, so that on a local chain the account was given, not chosen. */
export const useGivenAccount = (): boolean => useSyncExternalStore(choice.subscribe, choice.get) === null

/**
 * Whether it is known yet whom the visitor acts as: until then nobody is told that they are nobody. Known too where nothing
 * more will be heard.
 */
export function useActingKnown(): boolean {
  const { data: platform, isError } = useQuery(platformQuery)
  const accounts = useQuery({ ...demonstrationAccountsQuery, enabled: platform?.local === true })
  if (!platform) return isError
  return !platform.local || accounts.data !== undefined || accounts.isError
}

/** Whom the visitor acts as, or null while only looking. */
export function useActing(): Acting | null {
  const { language } = useI18n()
  const stored = useSyncExternalStore(choice.subscribe, choice.get)
  const { data: platform } = useQuery(platformQuery)
  const passkeys = usePasskeyAccounts(platform?.chainId)
  return actingOf(stored, useDemonstrationAccounts(), useWallets(), passkeys, language)
}
