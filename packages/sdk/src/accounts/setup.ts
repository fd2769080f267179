import { type Address, encodeFunctionData, type Hex, type PublicClient } from 'viem'
import { passkeyAccountFactoryAbi } from '../generated/abi/index.ts'
import type { AccountContracts } from './contracts.ts'

/** Who signs for an account, and what their weights amount to; as `IPasskeyAccount.SignerSet`. */
export interface SignerSet {
  /** ERC-7913: a passkey's 116 bytes, or the 20 of an address. */
  readonly signers: readonly Hex[]
  readonly weights: readonly bigint[]
  /** What one factor reaches. */
  readonly threshold: bigint
  /** What both factors reach, and no signer does alone. */
  readonly secondThreshold: bigint
}

/** What an account begins with; its address follows from it and the salt. */
export interface AccountSetup {
  readonly signers: SignerSet
  readonly trustees: readonly Address[]
  readonly trusteesNeeded: bigint
  readonly policy: Address
}

/** Weights by which each passkey is one factor, two are both, and a co-signer of weight 1 makes one passkey both. */
export const weights = { factor: 2n, coSigner: 1n, threshold: 2n, secondThreshold: 3n } as const

/** The account of somebody who has one passkey yet and nobody to recover it. */
export const firstSetup = (passkey: Hex, { policy }: AccountContracts): AccountSetup => ({
  signers: {
    signers: [passkey],
    weights: [weights.factor],
    threshold: weights.threshold,
    secondThreshold: weights.secondThreshold,
  },
  trustees: [],
  trusteesNeeded: 0n,
  policy,
})

/** The salt of a person's first account from a set-up. */
export const firstSalt: Hex = `0x${'00'.repeat(32)}`

/** What makes an account where it is not yet: anybody may call it, and it can only become this one. */
export const factoryCall = (
  { factory }: AccountContracts,
  setup: AccountSetup,
  salt: Hex = firstSalt,
): { readonly to: Address; readonly data: Hex } => ({
  to: factory,
  data: encodeFunctionData({
    abi: passkeyAccountFactoryAbi,
    functionName: 'createAccount',
    args: [setup, salt],
  }),
})

/** The address an account has, or will have once it is made. */
export const accountAddressOf = (
  publicClient: Pick<PublicClient, 'readContract'>,
  { factory }: AccountContracts,
  setup: AccountSetup,
  salt: Hex = firstSalt,
): Promise<Address> =>
  publicClient.readContract({
    address: factory,
    abi: passkeyAccountFactoryAbi,
    functionName: 'addressOf',
    args: [setup, salt],
  })
