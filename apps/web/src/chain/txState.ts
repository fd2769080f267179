import type { Acting, SecondFactor } from '../account/acting.ts'
import type { Step } from './steps.ts'

/** Why something was not done; `name` is a contract's custom error or one of the SDK's own. */
export interface Reason {
  readonly name: string
  readonly kind: string
  readonly args: Readonly<Record<string, unknown>>
}

/**
 * Where a transaction stands. Money moved only in `done`; in `unknown` nobody can say yet, everywhere else it did not.
 */
export type Stage =
  | { readonly step: 'idle' }
  /** Tried out against the chain; nothing is sent that must fail. */
  | { readonly step: 'checking' }
  /** The wallet asks its owner. */
  | { readonly step: 'sign' }
  /** Confirmed, and brought to the chain by somebody else: no transaction is known yet. */
  | { readonly step: 'sending' }
  | { readonly step: 'pending'; readonly hash: string }
  | { readonly step: 'done'; readonly hash: string; readonly block: number }
  | { readonly step: 'cancelled' }
  | { readonly step: 'failed'; readonly reason: Reason; readonly hash: string | undefined }
  /** Sent, perhaps. It is looked up again and again; the next state is `done` or `failed`. */
  | { readonly step: 'unknown'; readonly hash: string | undefined }

/** What one confirmation was not enough for, and the ways to go on. */
export interface SecondWanted {
  readonly reason: Reason
  /** The account that refused. */
  readonly acting: Extract<Acting, { kind: 'passkey' }>
  /** What was to be done; it can be announced instead. */
  readonly steps: readonly Step[]
  /** Does the very same again, confirmed by somebody else too. */
  readonly confirm: (second: SecondFactor) => void
}

/** Where a transaction stands, and whether an account's owner may go on from there with a second confirmation. */
export type TxState = Stage & { readonly wanted?: SecondWanted }

/** Whether another attempt may be made now. */
export const mayStart = (state: Stage): boolean =>
  state.step === 'idle' || state.step === 'done' || state.step === 'cancelled' || state.step === 'failed'

interface ErrorLike {
  readonly name: string
  readonly kind?: string
  readonly args?: Readonly<Record<string, unknown>>
  readonly hash?: string | undefined
}

/** The state an error leads to. */
export function stateAfter(error: unknown): Stage {
  const { name, kind = 'other', args = {}, hash } = error as ErrorLike
  if (kind === 'userRejected' || (error as { code?: unknown }).code === 4001) return { step: 'cancelled' }
  if (kind === 'unknownOutcome') return { step: 'unknown', hash }
  const known = 'kind' in (error as object)
  return { step: 'failed', reason: { name: known ? name : 'Unexpected', kind, args }, hash }
}
