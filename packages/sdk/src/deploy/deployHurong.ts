import type { Account, Address, Chain, PublicClient, Transport, WalletClient } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { DeployedCurrency, Deployment } from '../deployments/index.ts'
import { toHurongError } from '../errors/index.ts'
import { type PlannedOwner, planOwners } from '../owners/plan.ts'
import { accountSteps, planAccounts } from './accounts.ts'
import type { DeployConfig, Powers } from './config.ts'
import { contractSteps, planContracts } from './contracts.ts'
import { hasCode } from './create2.ts'
import { adminSteps, contentSteps, leaveSteps, roleSteps } from './setup.ts'
import { signerOf } from './signer.ts'
import { runSteps, type StepReport } from './steps.ts'

/** A deployment as it stands after a run. */
export interface Deployed {
  readonly deployment: Deployment
  /** How many steps this run had to perform; 0 if everything was there. */
  readonly performed: number
}

const readCurrency = async (
  publicClient: PublicClient,
  address: Address,
  isTest: boolean,
): Promise<DeployedCurrency> => {
  const call = { address, abi: currencyAbi } as const
  const [symbol, name, decimals] = await Promise.all([
    publicClient.readContract({ ...call, functionName: 'symbol' }),
    publicClient.readContract({ ...call, functionName: 'name' }),
    publicClient.readContract({ ...call, functionName: 'decimals' }),
  ])
  return { address: address.toLowerCase() as Address, symbol, name, decimals, faucet: isTest }
}

/**
 * The block the first contract came in with, or one not long before: found by halving where the node still answers about old
 * blocks, and 0 where it does not, for no event is older than that.
 */
const firstBlock = async (publicClient: PublicClient, address: Address): Promise<number> => {
  let [low, high] = [0n, await publicClient.getBlockNumber({ cacheTime: 0 })]
  try {
    while (low < high) {
      const middle = (low + high) >> 1n
      const code = await publicClient.getCode({ address, blockNumber: middle })
      if (code === undefined || code === '0x') low = middle + 1n
      else high = middle
    }
    return Number(low)
  } catch {
    return 0
  }
}

/** The powers with the accounts of several signers in their places. */
const ownedBy = (powers: Powers, owners: readonly PlannedOwner[]): Powers =>
  Object.fromEntries(
    Object.entries(powers).map(([role, power]) => {
      const owner = owners.find((one) => one.role === role)
      return [role, owner === undefined ? power : { ...power, account: owner.account }]
    }),
  ) as unknown as Powers

/**
 * Brings all contracts, their set-up and their roles to a chain. A second run does nothing, and a run that ended half-way is
 * gone on with; the addresses follow from code, configuration and deployer alone.
 * @param onStep Told each step as it ends.
 * @throws HurongError
 */
export const deployHurong = async ({
  publicClient,
  walletClient,
  config,
  onStep = () => undefined,
}: {
  publicClient: PublicClient
  walletClient: WalletClient<Transport, Chain | undefined, Account>
  config: DeployConfig
  onStep?: (report: StepReport) => void
}): Promise<Deployed> => {
  const signer = signerOf(publicClient, walletClient)
  const plan = await planContracts(signer.address.toLowerCase() as Address, config)
  try {
    const chainId = await publicClient.getChainId()
    const wasThere = await hasCode(publicClient, plan.addresses.accessManager)
    const before = await publicClient.getBlockNumber({ cacheTime: 0 })
    let performed = await runSteps(contractSteps(publicClient, signer, plan), onStep)
    const currencies = await Promise.all([
      ...plan.testCurrencies.map((address) => readCurrency(publicClient, address, true)),
      ...config.currencies.map((address) => readCurrency(publicClient, address, false)),
    ])
    const accounts = await planAccounts(chainId, plan.addresses, currencies, config.accounts)
    performed += await runSteps(accountSteps(publicClient, signer, accounts), onStep)
    const owners = await planOwners(
      publicClient,
      signer,
      accounts.contracts,
      plan.addresses,
      config.owners ?? {},
    )
    if (owners.owners.length > 0) performed += await runSteps(owners.steps, onStep)
    const powers = ownedBy(config.powers, owners.owners)
    const products = config.products(currencies)
    const deployedAtBlock = wasThere
      ? await firstBlock(publicClient, plan.addresses.accessManager)
      : Number(before) + 1
    const deployment: Deployment = {
      chainId,
      deployedAtBlock,
      contracts: plan.addresses,
      accounts: accounts.contracts,
      issuers: { 1: 'loans' },
      currencies,
      products: products.map(({ name, product }, index) => ({
        productId: index + 1,
        name,
        currency: product.currency.toLowerCase() as Address,
      })),
      policies: config.policies.map(({ policyId, name }) => ({ policyId, name })),
    }
    const context = { publicClient, deployment }
    const given = { ...config, powers }
    performed += await runSteps(
      [
        ...contentSteps(context, signer, config, products),
        ...roleSteps(context, signer, given),
        ...leaveSteps(context, signer, given),
        ...adminSteps(context, signer, given),
      ],
      onStep,
    )
    return { deployment, performed }
  } catch (error) {
    throw toHurongError(error)
  }
}
