import type { Page } from 'playwright-core'
import { createWalletClient, defineChain, type Hex, hexToBigInt, http } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'

/** What the owner of the wallet does with its next question. */
type Answer = 'agree' | 'decline'

/** A wallet in a page's browser, announced by EIP-6963, whose owner is the test. */
export interface InjectedWallet {
  readonly name: string
  /** What it was asked so far, by method. */
  readonly asked: readonly string[]
  /** How the owner answers from now on. */
  answer: Answer
  /** Another key is chosen in the wallet, which tells the page. */
  readonly choose: (key: Hex) => Promise<void>
}

interface Given {
  readonly rpcUrl: string
  readonly chainId: number
  /** The first key in the wallet; a new one, which nobody verified, if left out. */
  readonly key?: Hex
  /** The chain the wallet is on when the page opens, not known to be another until asked. */
  readonly onChain?: number
}

interface Call {
  readonly method: string
  readonly params?: readonly unknown[]
}

class ProviderError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const name = 'Test wallet'

/**
 * Puts a wallet into the pages of a context: it signs with a local key and sends over the chain's node, and does what a
 * wallet's owner would: agrees, declines, is on another chain, changes the account.
 */
export async function injectWallet(page: Page, given: Given): Promise<InjectedWallet> {
  const { rpcUrl, chainId } = given
  let account = privateKeyToAccount(given.key ?? generatePrivateKey())
  let chain = given.onChain ?? chainId
  const known = new Set([chain])
  const asked: string[] = []
  const client = () =>
    createWalletClient({
      account,
      chain: defineChain({
        id: chainId,
        name: 'local',
        nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
        rpcUrls: { default: { http: [rpcUrl] } },
      }),
      transport: http(rpcUrl),
    })
  const wallet: InjectedWallet & { answer: Answer } = {
    name,
    asked,
    answer: 'agree',
    choose: async (key) => {
      account = privateKeyToAccount(key)
      await page.evaluate(
        (address) => window.dispatchEvent(new CustomEvent('test:accounts', { detail: [address] })),
        account.address,
      )
    },
  }
  const ownerAgrees = () => {
    if (wallet.answer === 'decline') throw new ProviderError(4001, 'User rejected the request.')
  }
  const handle = async ({ method, params = [] }: Call): Promise<unknown> => {
    asked.push(method)
    switch (method) {
      case 'eth_accounts':
        return [account.address]
      case 'eth_requestAccounts':
        ownerAgrees()
        return [account.address]
      case 'eth_chainId':
        return `0x${chain.toString(16)}`
      case 'wallet_switchEthereumChain': {
        const wanted = Number((params[0] as { chainId: Hex }).chainId)
        if (!known.has(wanted)) throw new ProviderError(4902, 'Unrecognized chain ID.')
        ownerAgrees()
        chain = wanted
        return null
      }
      case 'wallet_addEthereumChain':
        ownerAgrees()
        chain = Number((params[0] as { chainId: Hex }).chainId)
        known.add(chain)
        return null
      case 'eth_signTypedData_v4': {
        ownerAgrees()
        if (String(params[0]).toLowerCase() !== account.address.toLowerCase())
          throw new ProviderError(4100, 'The account is not chosen in this wallet.')
        return account.signTypedData(JSON.parse(String(params[1])))
      }
      case 'eth_sendTransaction': {
        ownerAgrees()
        const { from, to, data, gas } = params[0] as { from: Hex; to: Hex; data: Hex; gas?: Hex }
        if (from.toLowerCase() !== account.address.toLowerCase())
          throw new ProviderError(4100, 'The account is not chosen in this wallet.')
        return client().sendTransaction({ to, data, ...(gas ? { gas: hexToBigInt(gas) } : {}) })
      }
      default:
        return client().request({ method, params } as never)
    }
  }
  await page.exposeFunction('testWallet', async (call: Call) => {
    try {
      return { result: await handle(call) }
    } catch (error) {
      const { code = -32603, message } = error as ProviderError
      return { error: { code, message } }
    }
  })
  await page.addInitScript((walletName) => {
    const provider = {
      request: async (call: Call) => {
        const ask = (window as unknown as { testWallet: (call: Call) => Promise<never> }).testWallet
        const { result, error } = (await ask(call)) as { result?: unknown; error?: { code: number } }
        if (error) throw error
        return result
      },
      on: (event: string, listener: (accounts: readonly string[]) => void) => {
        if (event === 'accountsChanged')
          window.addEventListener('test:accounts', (told) => listener((told as CustomEvent).detail))
      },
    }
    const detail = Object.freeze({
      info: { uuid: crypto.randomUUID(), name: walletName, icon: 'data:,', rdns: 'example.test' },
      provider,
    })
    const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
    window.addEventListener('eip6963:requestProvider', announce)
    announce()
  }, name)
  return wallet
}
