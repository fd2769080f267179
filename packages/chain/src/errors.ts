/** A reason why the chain cannot start or go on, as a sentence that says how to mend it. */
export class ChainError extends Error {
  override readonly name = 'ChainError'
}

/** An error as JSON-RPC carries it: a code, a sentence and sometimes data such as a revert reason. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** The node process behind the chain went away while it was asked. */
export class NodeGoneError extends Error {
  override readonly name = 'NodeGoneError'
}

/** JSON-RPC and EIP-1474 codes used here. */
export const rpcCodes = {
  parse: -32700,
  invalidRequest: -32600,
  invalidParams: -32602,
  internal: -32603,
  transactionRejected: -32003,
  notSupported: -32004,
  limitExceeded: -32005,
} as const
