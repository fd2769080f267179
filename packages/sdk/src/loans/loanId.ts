import type { Address } from 'viem'
import type { Deployment } from '../deployments/index.ts'
import { packSeriesId } from '../notes/seriesId.ts'

/** Index of `Loans` among the issuers of a deployment. @throws Error if the deployment does not tell it. */
export const loansIssuerIndex = (deployment: Deployment): number => {
  const found = Object.entries(deployment.issuers).find(([, name]) => name === 'loans')
  if (found === undefined)
    throw new Error(`The deployment on chain ${deployment.chainId} has no issuer of loans.`)
  return Number(found[0])
}

/** The id of the loan with this number in this currency. */
export const loanIdOf = (deployment: Deployment, currency: Address, number: number | bigint): bigint =>
  packSeriesId({ issuerIndex: loansIssuerIndex(deployment), currency, number: BigInt(number) })
