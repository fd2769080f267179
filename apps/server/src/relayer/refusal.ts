import type { Hex } from 'viem'

/** Codes of JSON-RPC and of bundlers (ERC-7769). */
export const codes = {
  parse: -32_700,
  invalidRequest: -32_600,
  unknownMethod: -32_601,
  /** A field, a fee or a limit that is not taken here. */
  invalidFields: -32_602,
  internal: -32_603,
  /** The EntryPoint or the account does not take it. */
  rejected: -32_500,
  /** Expired, or not due yet. */
  outOfTime: -32_503,
  /** The budget is used up. */
  throttled: -32_504,
  signature: -32_507,
  /** The account takes it, and its calls fail; `data` is what the contract said. */
  reverted: -32_521,
} as const

/** Why a request is not answered with what it asked for, as JSON-RPC carries it. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: number
  readonly data: Hex | { readonly resetsAt: number } | undefined
  constructor(code: number, sentence: string, data?: Refused['data']) {
    super(sentence)
    this.code = code
    this.data = data
  }
}

export const invalid = (sentence: string): Refused => new Refused(codes.invalidFields, sentence)
