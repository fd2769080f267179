/** Why something failed, apart from which error it was: tells a program what it may do next. */
export type HurongErrorKind =
  /** A contract refused; `name` and `args` are those of its custom error. Nothing was done. */
  | 'contract'
  /** The person closed or declined the wallet's request. Nothing was done. */
  | 'userRejected'
  /** No wallet, or none for the account or chain. Nothing was done. */
  | 'wallet'
  /** The account cannot pay the network's fee. Nothing was done. */
  | 'insufficientGasMoney'
  /** The chain could not be reached before anything was sent. Nothing was done. */
  | 'unreachable'
  /** Sent, perhaps: look `hash` (if known) or the state up before trying again. */
  | 'unknownOutcome'
  /** Who was to bring an operation to the chain would not, or the account does not take it. Nothing was done. */
  | 'refused'
  /** Anything else; `cause` has it. */
  | 'other'

/** Names of errors that are not a contract's. */
export const ownErrorNames = [
  'UserRejected',
  'NoWallet',
  'WrongChain',
  'PermitNotSigned',
  'InsufficientGasMoney',
  'ChainUnreachable',
  'OutcomeUnknown',
  'OperationRefused',
  'BundlerSilent',
  'RevertedWithoutReason',
  'Unexpected',
] as const
export type OwnErrorName = (typeof ownErrorNames)[number]

/**
 * The one error the SDK throws. `name` is a contract's custom error (one of `contractErrorNames`) or one of `ownErrorNames`,
 * and is what a page looks its sentence up by; `args` are the figures of the custom error by parameter name.
 */
export class HurongError extends Error {
  override readonly name: string
  readonly kind: HurongErrorKind
  readonly args: Readonly<Record<string, unknown>>
  /** The transaction it is about, if one was sent. */
  readonly hash: `0x${string}` | undefined

  constructor(given: {
    name: string
    kind: HurongErrorKind
    message: string
    args?: Record<string, unknown>
    hash?: `0x${string}` | undefined
    cause?: unknown
  }) {
    super(given.message, given.cause === undefined ? undefined : { cause: given.cause })
    this.name = given.name
    this.kind = given.kind
    this.args = given.args ?? {}
    this.hash = given.hash
  }
}
