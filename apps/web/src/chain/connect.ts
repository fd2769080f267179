import { createHurong, type Deployment, type Hurong, HurongError } from '@hurong/sdk'
import type { DemonstrationAccount, Platform } from '@hurong/sdk/api'
import {
  createPublicClient,
  createWalletClient,
  custom,
  defineChain,
  type EIP1193Parameters,
  http,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Acting } from '../account/acting.ts'
import type { Carrier } from '../account/passkey/open.ts'
import { connectWallet, type WalletProvider, walletsFound } from '../account/wallets.ts'
import { serverGone } from '../api/reachability.ts'
import { recallJson } from '../api/remember.ts'
import { rpcUrlOf } from './rpc.ts'

/** The platform's contracts the way the SDK wants them. */
export const deploymentOf = (platform: Platform): Deployment => ({
  chainId: platform.chainId,
  deployedAtBlock: platform.deployedAtBlock,
  contracts: platform.contracts as Deployment['contracts'],
  issuers: { 1: 'loans' },
  currencies: platform.currencies.map((currency) => ({
    ...currency,
    address: currency.address as `0x${string}`,
    faucet: platform.local,
    permit: platform.local,
  })),
  products: [],
  policies: [],
})

const chainOf = (platform: Platform) =>
  defineChain({
    id: platform.chainId,
    name: `Hurong ${platform.chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrlOf(platform)] } },
  })

const asks = new Set(['eth_sendTransaction', 'eth_signTypedData_v4', 'personal_sign'])

/** A wallet's provider that tells when it asks its owner something. */
const telling = (provider: WalletProvider, onAsk: () => void): WalletProvider => ({
  request: (call) => {
    if (asks.has(call.method)) onAsk()
    return provider.request(call)
  },
})

const toHex = (value: number) => `0x${value.toString(16)}`

/** Brings an injected wallet to the platform's chain, adding it where the wallet doesn't know it. */
async function switchChain(provider: WalletProvider, platform: Platform): Promise<void> {
  const chainId = toHex(platform.chainId)
  if ((await provider.request({ method: 'eth_chainId' })) === chainId) return
  try {
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] })
  } catch (error) {
    if ((error as { code?: number }).code !== 4902) throw error
    const { name: chainName, nativeCurrency } = chainOf(platform)
    const params = [{ chainId, chainName, nativeCurrency, rpcUrls: [rpcUrlOf(platform)] }]
    await provider.request({ method: 'wallet_addEthereumChain', params })
  }
  // A wallet may add a chain, or say it switched, and stay where it was: what it then signs would not be for this one.
  if ((await provider.request({ method: 'eth_chainId' })) !== chainId)
    throw new HurongError({
      name: 'WrongChain',
      kind: 'wallet',
      message: `The wallet did not switch to chain ${platform.chainId}.`,
    })
}

/** Reads and, where somebody acts, writes on the platform's chain. Loaded only when needed: it brings viem. */
export function connect(platform: Platform, acting?: Acting | null, onAsk: () => void = () => {}): Hurong {
  const chain = chainOf(platform)
  const transport = http(rpcUrlOf(platform), { retryCount: 1, batch: true })
  const publicClient = createPublicClient({
    chain,
    transport,
    pollingInterval: 500,
    batch: { multicall: false },
  })
  const deployment = deploymentOf(platform)
  // An account of a passkey acts by `connectToWrite` alone, which asks its owner.
  if (!acting || acting.kind === 'passkey') return createHurong({ publicClient, deployment })
  if (acting.kind === 'demonstration') {
    const walletClient = createWalletClient({
      account: privateKeyToAccount(acting.privateKey),
      chain,
      transport,
    })
    return createHurong({ publicClient, walletClient, deployment })
  }
  const provider = telling(acting.wallet.provider, onAsk)
  const request = (call: EIP1193Parameters) => provider.request(call)
  const walletClient = createWalletClient({
    account: acting.address,
    chain,
    transport: custom({ request: request as never }),
  })
  return createHurong({ publicClient, walletClient, deployment })
}

/** Who carries an account's operation while the server is gone: a wallet of this browser, or on a local chain anybody. */
async function carrierOf(platform: Platform): Promise<Carrier | undefined> {
  if (!serverGone()) return undefined
  const [wallet] = walletsFound()
  const [account] = recallJson<readonly DemonstrationAccount[]>('hurong.demonstrationAccounts') ?? []
  const chain = chainOf(platform)
  if (wallet) {
    const address = await connectWallet(wallet)
    if (address)
      return createWalletClient({
        account: address as `0x${string}`,
        chain,
        transport: custom({ request: ((call: never) => wallet.provider.request(call)) as never }),
      })
  }
  if (!platform.local || !account) return undefined
  return createWalletClient({
    account: privateKeyToAccount(account.privateKey as `0x${string}`),
    chain,
    transport: http(rpcUrlOf(platform)),
  })
}

async function connectPasskey(
  platform: Platform,
  { account }: Extract<Acting, { kind: 'passkey' }>,
  onAsk: () => void,
  onSigned: () => void,
): Promise<Hurong> {
  if (!platform.accounts) throw new Error('This platform has no accounts of its own.')
  const [{ openSender }, carrier] = await Promise.all([
    import('../account/passkey/open.ts'),
    carrierOf(platform),
  ])
  const { publicClient, deployment } = connect(platform).context
  const told = { onAsk, onSigned, carrier }
  const sender = await openSender(publicClient, platform.accounts as never, account, told)
  return createHurong({ publicClient, deployment, sender })
}

/** Connects for writing; an injected wallet is first brought to the right chain. */
export async function connectToWrite(
  platform: Platform,
  acting: Acting,
  onAsk: () => void,
  onSigned: () => void = () => {},
): Promise<Hurong> {
  if (acting.kind === 'passkey') return connectPasskey(platform, acting, onAsk, onSigned)
  if (acting.kind === 'wallet') {
    onAsk()
    await switchChain(acting.wallet.provider, platform)
  }
  return connect(platform, acting, onAsk)
}
