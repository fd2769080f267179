import { useSyncExternalStore } from 'react'

/** What EIP-1193 asks of a wallet, as far as this site uses it. */
export interface WalletProvider {
  request(call: { method: string; params?: unknown }): Promise<unknown>
  on?(event: 'accountsChanged', listener: (accounts: readonly string[]) => void): unknown
}

/** A wallet that announced itself by EIP-6963. */
export interface WalletChoice {
  readonly rdns: string
  readonly name: string
  readonly icon: string
  readonly provider: WalletProvider
}

let found: readonly WalletChoice[] = []
const listeners = new Set<() => void>()

interface Announcement {
  readonly info: { readonly rdns: string; readonly name: string; readonly icon: string }
  readonly provider: WalletProvider
}

/** Listens for wallets and asks them to announce themselves. Wallets may come at any time; `onFound` hears of each once. */
export function discoverWallets(onFound: (wallet: WalletChoice) => void, target: Window = window): void {
  target.addEventListener('eip6963:announceProvider', (event) => {
    const { info, provider } = (event as CustomEvent<Announcement>).detail
    if (found.some((wallet) => wallet.rdns === info.rdns)) return
    const wallet = { rdns: info.rdns, name: info.name, icon: info.icon, provider }
    found = [...found, wallet]
    for (const listener of listeners) listener()
    onFound(wallet)
  })
  target.dispatchEvent(new Event('eip6963:requestProvider'))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Wallets found so far. */
export const walletsFound = (): readonly WalletChoice[] => found

/** Wallets found so far, as they come. */
export const useWallets = (): readonly WalletChoice[] => useSyncExternalStore(subscribe, () => found)

/**
 * Asks a wallet for its account.
 * @returns The first account, or null where the person declined.
 */
export async function connectWallet(wallet: WalletChoice): Promise<string | null> {
  try {
    const accounts = (await wallet.provider.request({ method: 'eth_requestAccounts' })) as string[]
    return accounts[0]?.toLowerCase() ?? null
  } catch {
    return null
  }
}
