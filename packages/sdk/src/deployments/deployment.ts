import type { Address } from 'viem'
import { getAddress, isAddress } from 'viem'
import type { ContractName } from '../abi/index.ts'
import { contractNames } from '../abi/index.ts'
import type { AccountContracts } from '../accounts/contracts.ts'

/** A token loans may be made in. */
export interface DeployedCurrency {
  readonly address: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  /** Whether it is a test currency anybody can take from its faucet. */
  readonly faucet: boolean
}

/** Where the contracts stand on one chain; written by the deployer, read by everything else. */
export interface Deployment {
  readonly chainId: number
  /** Block of the first contract: no event is older. */
  readonly deployedAtBlock: number
  readonly contracts: Readonly<Record<ContractName, Address>>
  /** What accounts without seed phrases are made of; a deployment from before them has none. */
  readonly accounts?: AccountContracts | undefined
  /** Issuers registered in `Notes`, by the index in their series ids. */
  readonly issuers: Readonly<Record<string, ContractName>>
  readonly currencies: readonly DeployedCurrency[]
  /** Products set by the deployer, by name. */
  readonly products: readonly {
    readonly productId: number
    readonly name: string
    readonly currency: Address
  }[]
  readonly policies: readonly { readonly policyId: number; readonly name: string }[]
}

const record = (value: unknown, where: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) throw new Error(`The deployment lacks ${where}.`)
  return value as Record<string, unknown>
}
const address = (value: unknown, where: string): Address => {
  if (typeof value !== 'string' || !isAddress(value, { strict: false }))
    throw new Error(`${where} in the deployment is not an address: ${String(value)}.`)
  return getAddress(value).toLowerCase() as Address
}
const accountContracts = (value: unknown): AccountContracts | undefined => {
  if (value === undefined) return undefined
  const given = record(value, 'accounts')
  return {
    entryPoint: address(given.entryPoint, 'entryPoint of accounts'),
    factory: address(given.factory, 'factory of accounts'),
    verifier: address(given.verifier, 'verifier of accounts'),
    policy: address(given.policy, 'policy of accounts'),
  }
}
const count = (value: unknown, where: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Error(`${where} in the deployment is not a whole number: ${String(value)}.`)
  return value
}
const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.map((item, index) => record(item, `item ${index}`)) : []

/**
 * Reads a deployment out of parsed JSON, for example of a deployment file.
 * @throws Error naming the field that is missing or wrong.
 */
export const parseDeployment = (json: unknown): Deployment => {
  const given = record(json, 'everything')
  const contracts = record(given.contracts, 'contracts')
  return {
    chainId: count(given.chainId, 'chainId'),
    deployedAtBlock: count(given.deployedAtBlock, 'deployedAtBlock'),
    contracts: Object.fromEntries(
      contractNames.map((name) => [name, address(contracts[name], name)]),
    ) as Record<ContractName, Address>,
    accounts: accountContracts(given.accounts),
    issuers: record(given.issuers ?? {}, 'issuers') as Record<string, ContractName>,
    currencies: list(given.currencies).map((currency) => ({
      address: address(currency.address, 'currency'),
      symbol: String(currency.symbol),
      name: String(currency.name),
      decimals: count(currency.decimals, 'decimals'),
      faucet: currency.faucet === true,
    })),
    products: list(given.products).map((product) => ({
      productId: count(product.productId, 'productId'),
      name: String(product.name),
      currency: address(product.currency, 'currency of product'),
    })),
    policies: list(given.policies).map((policy) => ({
      policyId: count(policy.policyId, 'policyId'),
      name: String(policy.name),
    })),
  }
}

/** The currency of a deployment with this address. @throws Error if the deployment has none. */
export const currencyOf = (deployment: Deployment, currency: Address): DeployedCurrency => {
  const found = deployment.currencies.find((item) => item.address === currency.toLowerCase())
  if (found === undefined)
    throw new Error(`The deployment on chain ${deployment.chainId} has no currency ${currency}.`)
  return found
}
