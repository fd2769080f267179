import type { Hex } from 'viem'
import type { ContractName } from '../abi/index.ts'
import type { RoleName } from '../deploy/roles.ts'

/** How many signers an account has that holds a role, and what decides. */
export interface HolderSigners {
  readonly signers: readonly Hex[]
  readonly weights: readonly number[]
  /** Weight that announces and takes back. */
  readonly threshold: number
  /** Weight that everything else needs; no signer has it alone. */
  readonly secondThreshold: number
}

/** Somebody who has a role. */
export interface PowerHolder {
  readonly account: Hex
  /** Seconds between announcing an act and being able to do it. */
  readonly delay: number
  /** Who signs for it, where it is an account of the platform's factory; undefined for a key or another contract. */
  readonly signers?: HolderSigners | undefined
  /** From when on the role is theirs, seconds since 1970; may be to come. */
  readonly since: number
}

/** A function that needs a role. */
export interface PowerFunction {
  readonly contract: ContractName
  /** `setProduct`; the selector where this version does not know it. */
  readonly name: string
}

/** A role, who has it and what it may call. */
export interface Power {
  readonly role: bigint
  /** The contracts' own name for it; undefined for one this version does not know. */
  readonly name: RoleName | undefined
  readonly holders: readonly PowerHolder[]
  /** Without those that were given up. */
  readonly functions: readonly PowerFunction[]
  /** Role that may give and take this one. */
  readonly admin: bigint
  /** Seconds until a new holder may act. */
  readonly grantDelay: number
}

/** An act that was announced, and neither done nor cancelled nor lapsed. */
export interface PendingAct {
  readonly operationId: Hex
  readonly nonce: number
  readonly caller: Hex
  /** The contract it is to be done on; its address where this version does not know it. */
  readonly target: ContractName | Hex
  /** `setProduct`; the selector where this version does not know it. */
  readonly name: string
  readonly data: Hex
  /** From when on it may be done, and when it lapses: seconds since 1970. */
  readonly readyAt: number
  readonly expiresAt: number
}

/** Every power over the contracts at one block. */
export interface Powers {
  readonly block: number
  /** Of the block, seconds since 1970. */
  readonly time: number
  readonly powers: readonly Power[]
  readonly pending: readonly PendingAct[]
  /** Functions nobody can call any more, whatever the roles say. */
  readonly givenUp: readonly PowerFunction[]
  /** Seconds a fee must be announced before it binds, and the most it can ever be, in millionths. */
  readonly feeNotice: number
  readonly greatestFee: number
  /** Contracts the admin has closed: nothing that needs a role works there. */
  readonly closed: readonly ContractName[]
  /** How many issuers there are; they are numbered from 1. */
  readonly issuers: number
  /** Numbers of the issuers whose new business is stopped. */
  readonly paused: readonly number[]
}
