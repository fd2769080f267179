import type { Address } from 'viem'
import type { LoanProduct } from '../loans/index.ts'
import type { Owners } from '../owners/describe.ts'
import type { Policy } from '../participants/index.ts'

const day = 86_400

/** A product to be set when the platform is new, with its first fee. */
export interface FirstProduct {
  readonly name: string
  readonly product: LoanProduct
  /** Millionths of the principal. */
  readonly originationFee: number
}

/** Who has which power, and how long each of their actions must be announced before it can be done, in seconds. */
export interface Powers {
  readonly admin: { readonly account: Address; readonly delay: number }
  readonly operator: { readonly account: Address; readonly delay: number }
  readonly registrar: { readonly account: Address; readonly delay: number }
  readonly governor: { readonly account: Address; readonly delay: number }
  readonly treasurer: { readonly account: Address; readonly delay: number }
  /** Must be able to freeze at once. */
  readonly verifier: { readonly account: Address }
  /** Must be able to stop new business, retire a model and cancel what was announced at once. */
  readonly guardian: { readonly account: Address }
}

/** What accounts without seed phrases begin with; times in seconds, money in whole units of any currency. */
export interface AccountRules {
  /** From announcing with one factor what needs both, until it can be done. */
  readonly delay: number
  /** From proposing other signers until they can be brought. */
  readonly recoveryDelay: number
  /** From a veto until other signers can be proposed again. */
  readonly coolingPeriod: number
  /** What one factor may give away and lend a day. */
  readonly payments: number
  /** The part of it that may go to new payees. */
  readonly newPayees: number
}

/** What a deployment is made of. Feeds the addresses: the same on two chains gives the same addresses. */
export interface DeployConfig {
  readonly powers: Powers
  /** Roles whose accounts, of several signers, are made with the deployment and take the place of those in `powers`. */
  readonly owners?: Owners | undefined
  /** Receives fees; changed later only after the notice period. */
  readonly feePayee: Address
  /** Seconds between the announcement of a fee and its effect. */
  readonly feeNoticePeriod: number
  /** Millionths of the principal no fee can ever exceed. */
  readonly greatestFee: number
  /** Seconds between the announcement of a credit model and its first use. */
  readonly modelNoticePeriod: number
  /** Who signs assessments. */
  readonly underwriters: readonly Address[]
  /** Whole units of any currency above which an assessment needs two underwriters. */
  readonly secondSignatureAbove: number
  /** Tokens loans may be made in, beside the test currencies of a local chain. */
  readonly currencies: readonly Address[]
  readonly accounts: AccountRules
  /** Whether to deploy test currencies; the contract refuses anywhere but on a local chain. */
  readonly testCurrencies: boolean
  readonly policies: readonly { readonly policyId: number; readonly name: string; readonly policy: Policy }[]
  readonly products: (
    currencies: readonly { address: Address; decimals: number }[],
  ) => readonly FirstProduct[]
}

/** Chains on which test currencies may stand and nobody's money is real. */
export const LOCAL_CHAIN_IDS: readonly number[] = [31_337, 1_337]

/** Limits for people who invest what they can do without, in whole units. */
export const retailPolicy = {
  policyId: 1,
  name: 'retail',
  policy: { perLoan: 0, perPair: 0, per12Months: 200_000, perBorrower: 200_000 },
} as const

/** A loan to a person in one currency, as most are: with a reflection period of four days. */
export const personalProduct = (currency: Address, decimals: number): LoanProduct => {
  const one = 10n ** BigInt(decimals)
  return {
    currency,
    open: true,
    methods: ['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'],
    assessed: false,
    leastPrincipal: 100n * one,
    greatestPrincipal: 100_000n * one,
    leastTicket: 10n * one,
    leastTermDays: 7,
    greatestTermDays: 1_800,
    greatestRate: 360_000,
    lateRate: 180_000,
    graceDays: 3,
    defaultDays: 90,
    writeOffDays: 180,
    reflectionPeriod: 4 * day,
    fundingPeriod: 30 * day,
    drawPeriod: 14 * day,
    leastShare: 500_000,
  }
}

/** A loan to a small business: larger, without a reflection period. */
export const businessProduct = (currency: Address, decimals: number): LoanProduct => {
  const one = 10n ** BigInt(decimals)
  return {
    ...personalProduct(currency, decimals),
    leastPrincipal: 1_000n * one,
    greatestPrincipal: 1_000_000n * one,
    leastTicket: 100n * one,
    greatestTermDays: 3_600,
    greatestRate: 240_000,
    graceDays: 5,
    defaultDays: 60,
    reflectionPeriod: 0,
  }
}

/** What a local chain is set up with: every power in one hand and without delay, for trying things out. */
export const localConfig = (
  account: Address,
  accounts: Partial<Record<keyof Powers, Address>> = {},
): DeployConfig => ({
  powers: {
    admin: { account: accounts.admin ?? account, delay: 0 },
    operator: { account: accounts.operator ?? account, delay: 0 },
    registrar: { account: accounts.registrar ?? account, delay: 0 },
    governor: { account: accounts.governor ?? account, delay: 0 },
    treasurer: { account: accounts.treasurer ?? account, delay: 0 },
    verifier: { account: accounts.verifier ?? account },
    guardian: { account: accounts.guardian ?? account },
  },
  feePayee: account,
  feeNoticePeriod: 30 * day,
  greatestFee: 50_000,
  modelNoticePeriod: 0,
  underwriters: [account],
  secondSignatureAbove: 20_000,
  accounts: {
    delay: 2 * day,
    recoveryDelay: 7 * day,
    coolingPeriod: 14 * day,
    payments: 5_000,
    newPayees: 200,
  },
  currencies: [],
  testCurrencies: true,
  policies: [retailPolicy],
  products: (currencies) =>
    currencies.flatMap(({ address, decimals }, index) => {
      const suffix = index === 0 ? '' : `-${decimals}`
      return [
        { name: `personal${suffix}`, product: personalProduct(address, decimals), originationFee: 10_000 },
        { name: `business${suffix}`, product: businessProduct(address, decimals), originationFee: 15_000 },
      ]
    }),
})

/** What a public chain is set up with: changes of products, fees, limits and models two days ahead, of issuers and roles seven. */
export const publicConfig = (given: {
  /** Of those that `owners` has, the address is not used. */
  readonly accounts: Record<keyof Powers, Address>
  readonly owners?: Owners | undefined
  readonly feePayee: Address
  readonly underwriters: readonly Address[]
  readonly currencies: readonly Address[]
}): DeployConfig => ({
  ...localConfig(given.accounts.admin, given.accounts),
  powers: {
    admin: { account: given.accounts.admin, delay: 7 * day },
    operator: { account: given.accounts.operator, delay: 2 * day },
    registrar: { account: given.accounts.registrar, delay: 7 * day },
    governor: { account: given.accounts.governor, delay: 2 * day },
    treasurer: { account: given.accounts.treasurer, delay: 2 * day },
    verifier: { account: given.accounts.verifier },
    guardian: { account: given.accounts.guardian },
  },
  owners: given.owners,
  feePayee: given.feePayee,
  modelNoticePeriod: 7 * day,
  underwriters: given.underwriters,
  currencies: given.currencies,
  testCurrencies: false,
})
