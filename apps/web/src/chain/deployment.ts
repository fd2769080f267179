import type { Deployment } from '@hurong/sdk'
import type { Platform } from '@hurong/sdk/api'

/** The platform's contracts the way the SDK wants them. */
export const deploymentOf = (platform: Platform): Deployment => ({
  chainId: platform.chainId,
  deployedAtBlock: platform.deployedAtBlock,
  contracts: platform.contracts as Deployment['contracts'],
  accounts: (platform.accounts ?? undefined) as Deployment['accounts'],
  issuers: { 1: 'loans' },
  currencies: platform.currencies.map((currency) => ({
    ...currency,
    address: currency.address as `0x${string}`,
    faucet: platform.local,
  })),
  products: [],
  policies: [],
})
