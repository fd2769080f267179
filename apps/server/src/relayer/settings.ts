import type { KeySource } from '@hurong/sdk/keys'
import type { Hex } from 'viem'

/** What the relayer gives away in a day that rolls; money in smallest units of the chain's own. */
export interface RelayerBudget {
  /** What an account, or all accounts of a participant together, may cost. */
  readonly money: bigint
  readonly operations: number
  /** Operations an account signed that would have failed. */
  readonly refusals: number
  /** What all accounts together may cost. */
  readonly moneyOfAll: bigint
  /** Operations of one client, as its address tells it, that accounts did not take as theirs. */
  readonly refusalsOfClient: number
  /** Estimates of one client within an hour. */
  readonly estimatesOfClient: number
}

/** The largest operation that is taken; sizes in bytes. */
export interface RelayerLimits {
  readonly callData: number
  readonly factoryData: number
  readonly signature: number
  readonly verificationGas: bigint
  readonly callGas: bigint
  /** Operations of one account on their way at once. */
  readonly waitingOfAccount: number
}

export interface RelayerPace {
  /** Gas of a transaction at most: chains since Fusaka take no more than 2^24. */
  readonly transactionGas: bigint
  /** Operations in a transaction at most. */
  readonly operations: number
  /** Transactions on their way at once. */
  readonly transactions: number
  /** Milliseconds without a receipt after which a transaction is sent with higher fees. */
  readonly patience: number
  /** Fee for a unit of gas above which nothing is sent. */
  readonly greatestFee: bigint
  /** Blocks after which a receipt is not looked at again. */
  readonly confirmations: number
  /** Milliseconds between two looks at the chain while nothing happens. */
  readonly lookEvery: number
  /** Milliseconds a process holds the key when it says nothing more. */
  readonly lease: number
  /** Milliseconds after which a node that does not answer counts as silent. */
  readonly timeout: number
  /** Days after which what was done is forgotten; the chain has it. */
  readonly keptDays: number
}

/** Points between which a process may be killed; tests do it there. */
export type RelayerPoint = 'signed' | 'saved' | 'broadcast' | 'mined'

export interface RelayerSettings {
  /** A key with money for gas and no power: nobody trusts it. */
  readonly relayerKey: Hex | KeySource
  readonly budget?: Partial<RelayerBudget> | undefined
  readonly limits?: Partial<RelayerLimits> | undefined
  readonly pace?: Partial<RelayerPace> | undefined
  /** Operations are taken once this resolves, which it must when the signal is aborted; at once if left out. */
  readonly after?: ((signal: AbortSignal) => Promise<void>) | undefined
  readonly reached?: ((point: RelayerPoint) => void | Promise<void>) | undefined
}

const ether = 10n ** 18n
const gwei = 10n ** 9n

export const budgetOf = (given: Partial<RelayerBudget> = {}): RelayerBudget => ({
  money: 2n * 10n ** 16n,
  operations: 200,
  refusals: 100,
  moneyOfAll: 2n * ether,
  refusalsOfClient: 200,
  estimatesOfClient: 1_000,
  ...given,
})

export const limitsOf = (given: Partial<RelayerLimits> = {}): RelayerLimits => ({
  callData: 16_384,
  factoryData: 8_192,
  signature: 8_192,
  verificationGas: 3_000_000n,
  callGas: 5_000_000n,
  waitingOfAccount: 8,
  ...given,
})

export const paceOf = (given: Partial<RelayerPace> = {}): RelayerPace => ({
  transactionGas: 16_000_000n,
  operations: 40,
  transactions: 4,
  patience: 30_000,
  greatestFee: 500n * gwei,
  confirmations: 12,
  lookEvery: 250,
  lease: 15_000,
  timeout: 10_000,
  keptDays: 30,
  ...given,
})
