import { type Address, encodeAbiParameters, type Hex, keccak256, zeroAddress, zeroHash } from 'viem'

/** One line of the decision log without its own hash. */
export interface LoggedDecision {
  /** From 1. */
  readonly index: number
  /** Hash of the line before, 32 bytes of 0 for the first. */
  readonly previousHash: Hex
  /** Seconds since 1970. */
  readonly at: number
  readonly outcome: 'assessed' | 'queued' | 'approved' | 'declined' | 'lapsed'
  readonly modelHash: Hex
  readonly assessmentHash: Hex | null
  readonly inputsRoot: Hex
  /** Null where the model decided alone. */
  readonly decidedBy: Address | null
}

const line = [
  { type: 'uint256' },
  { type: 'bytes32' },
  { type: 'uint256' },
  { type: 'string' },
  { type: 'bytes32' },
  { type: 'bytes32' },
  { type: 'bytes32' },
  { type: 'address' },
] as const

/** Hash of a line and thereby of all before it: keccak256 over the ABI encoding of its fields in their order, null as 0. */
export const hashDecision = (decision: LoggedDecision): Hex =>
  keccak256(
    encodeAbiParameters(line, [
      BigInt(decision.index),
      decision.previousHash,
      BigInt(decision.at),
      decision.outcome,
      decision.modelHash,
      decision.assessmentHash ?? zeroHash,
      decision.inputsRoot,
      decision.decidedBy ?? zeroAddress,
    ]),
  )
