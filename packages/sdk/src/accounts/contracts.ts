import type { Address } from 'viem'

/** Where what accounts are made of stands. */
export interface AccountContracts {
  /** EntryPoint 0.8. */
  readonly entryPoint: Address
  readonly factory: Address
  /** Checks signatures of passkeys. */
  readonly verifier: Address
  /** What new accounts may call and spend until their owners say otherwise. */
  readonly policy: Address
}
