import { createHurong, type Hurong, HurongError } from '@hurong/sdk'
import type { AccountSigner } from '@hurong/sdk/accounts'
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
import type { Acting, SecondFactor } from '../account/acting.ts'
import type { Carrier } from '../account/passkey/open.ts'
import { connectWallet, type WalletProvider, walletsFound } from '../account/wallets.ts'
import { serverGone } from '../api/reachability.ts'
import { recallJson } from '../api/remember.ts'
import { deploymentOf } from './deployment.ts'
import { rpcUrlOf } from './rpc.ts'
import { type ServerCarrier, serverSender } from './serverCarrier.ts'

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
  const address = wallet && (await connectWallet(wallet))
  const carry = (acting: Acting) => connect(platform, acting).context.walletClient as Carrier
  if (wallet && address)
    return carry({ kind: 'wallet', address: address as `0x${string}`, name: wallet.name, wallet })
  const [anybody] = recallJson<readonly DemonstrationAccount[]>('hurong.demonstrationAccounts') ?? []
  if (!platform.local || !anybody) return undefined
  const { role, participantId } = anybody
  return carry({
    ...{ kind: 'demonstration', name: anybody.name.en, role, participantId },
    ...{ address: anybody.address as `0x${string}`, privateKey: anybody.privateKey as `0x${string}` },
  })
}

/** A wallet as a signer of an account: it signs what an operation's hash is of. */
const walletSigner = (
  platform: Platform,
  { wallet, address }: Extract<SecondFactor, { kind: 'wallet' }>,
  onAsk: () => void,
): AccountSigner => ({
  signer: address,
  sign: async (_hash, typed) => {
    if (typed === undefined) throw new Error('A wallet confirms operations of an account alone.')
    const acting: Acting = { kind: 'wallet', address, name: wallet.name, wallet }
    const { context } = await connectToWrite(platform, acting, onAsk)
    return (context.walletClient as Carrier).signTypedData(typed as never)
  },
})

async function connectPasskey(
  platform: Platform,
  { account, second }: Extract<Acting, { kind: 'passkey' }>,
  onAsk: () => void,
  onSigned: () => void,
): Promise<Hurong> {
  const { context } = connect(platform)
  const [{ openSender }, carrier] = await Promise.all([
    import('../account/passkey/open.ts'),
    carrierOf(platform),
  ])
  const { bundlerUrl = null, paymasterUrl = null } = platform.accounts ?? {}
  const told = {
    ...{ onAsk, onSigned, carrier, bundlerUrl, paymasterUrl },
    second: second?.kind === 'wallet' ? walletSigner(platform, second, onAsk) : second,
  }
  return createHurong({ ...context, sender: await openSender(context, account, told) })
}

/** Connects for writing; an injected wallet is first brought to the right chain. */
export async function connectToWrite(
  platform: Platform,
  acting: Acting | ServerCarrier,
  onAsk: () => void,
  onSigned: () => void = () => {},
): Promise<Hurong> {
  if (acting.kind === 'server')
    return createHurong({ ...connect(platform).context, sender: serverSender(acting) })
  if (acting.kind === 'passkey') return connectPasskey(platform, acting, onAsk, onSigned)
  if (acting.kind === 'wallet') {
    onAsk()
    await switchChain(acting.wallet.provider, platform)
  }
  return connect(platform, acting, onAsk)
}
