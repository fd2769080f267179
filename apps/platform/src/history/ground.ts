import { type Deployment, readFee, readParticipantCount, readProduct } from '@hurong/sdk'
import {
  deployHurong,
  localConfig,
  personalProduct,
  type StepReport,
  writeDeployment,
} from '@hurong/sdk/node'
import type { Account, Address } from 'viem'
import { createPublicClient, createWalletClient, defineChain, http, type PublicClient } from 'viem'
import { announceOnce } from '../credit/announce.ts'
import { champion } from '../credit/champion.ts'
import type { Ground } from './market.ts'
import type { Nonces, Rpc } from './mine.ts'

/** Connects to a chain by its address. */
export const connect = (url: string, chainId: number) => {
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  })
  const transport = http(url, { timeout: 120_000, retryCount: 2 })
  const publicClient = createPublicClient({
    chain,
    transport,
    pollingInterval: 50,
    cacheTime: 0,
  }) as PublicClient
  const rpc: Rpc = (method, params = []) =>
    publicClient.request({ method, params } as unknown as { method: 'eth_chainId' })
  const walletOf = (account: Account) => createWalletClient({ chain, transport, account })
  return { publicClient, rpc, walletOf }
}

export type Connection = ReturnType<typeof connect>

/** The product of a local chain that asks for an assessment, beside those of `localConfig`, which don't. */
const assessedName = 'personal-assessed'

/**
 * Brings the contracts and the credit model to a local chain, with every power in one account's hand but the underwriters', and
 * writes the deployment file. What is there already is left alone.
 */
export const deployLocally = async (
  { publicClient, walletOf }: Connection,
  account: Account,
  folder: string,
  {
    underwriters = [account.address],
    guardian = account.address,
    onStep = () => {},
  }: { underwriters?: readonly Address[]; guardian?: Address; onStep?: (report: StepReport) => void } = {},
): Promise<Deployment> => {
  const local = localConfig(account.address, { guardian })
  const config: typeof local = {
    ...local,
    underwriters,
    products: (currencies) => [
      ...local.products(currencies),
      ...currencies.slice(0, 1).map(({ address, decimals }) => ({
        name: assessedName,
        product: { ...personalProduct(address, decimals), assessed: true },
        originationFee: 10_000,
      })),
    ],
  }
  const walletClient = walletOf(account)
  const { deployment } = await deployHurong({ publicClient, walletClient, config, onStep })
  await announceOnce({ publicClient, walletClient, deployment }, champion())
  writeDeployment(folder, deployment)
  return deployment
}

/** Products of a local chain by what they are for. @throws if the deployment is of an earlier version and lacks one. */
export const localProducts = ({ products }: Deployment) => {
  const idOf = (name: string): number => {
    const found = products.find((product) => product.name === name)
    if (found === undefined) throw new Error(`The deployment has no product ${name}.`)
    return found.productId
  }
  return { assessed: idOf(assessedName), personal: idOf('personal'), business: idOf('business') }
}

/** What a history starts from; written down before its first block, so that it can go on after a crash. */
export type Start = {
  readonly block: number
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly participants: number
  readonly loans: number
  readonly nonces: Nonces
}

/** Reads where a history starts. @param accounts How many accounts may have sent something already, from index 0. */
export const readStart = async (
  { publicClient }: Connection,
  deployment: Deployment,
  loans: number,
  addresses: readonly `0x${string}`[],
): Promise<Start> => {
  const block = await publicClient.getBlock()
  const counts = await Promise.all(addresses.map((address) => publicClient.getTransactionCount({ address })))
  return {
    block: Number(block.number),
    timestamp: Number(block.timestamp),
    participants: Number(await readParticipantCount({ publicClient, deployment })),
    loans,
    nonces: Object.fromEntries(counts.map((count, index) => [String(index), count])),
  }
}

/** The ground of a history in the deployment's first currency. */
export const groundOf = async (
  { publicClient }: Connection,
  deployment: Deployment,
  start: Pick<Ground, 'participants' | 'loans' | 'known'>,
  verifier: number,
): Promise<Ground> => {
  const currency = deployment.currencies[0]?.address
  if (currency === undefined) throw new Error('The deployment has no currency.')
  const context = { publicClient, deployment }
  const products: [number, { product: Awaited<ReturnType<typeof readProduct>>; originationFee: bigint }][] =
    []
  for (const { productId, currency: of } of deployment.products) {
    if (of !== currency) continue
    const product = await readProduct(context, { productId })
    products.push([productId, { product, originationFee: BigInt(await readFee(context, { productId })) }])
  }
  return { deployment, currency, products: new Map(products), verifier, ...start }
}
