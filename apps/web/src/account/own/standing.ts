import type { Second } from './seconds.ts'
import type { Own } from './useOwn.ts'

/** Whether a second confirmation can be given: now, elsewhere or later alone, or by nobody since nobody else is a signer. */
export const standingOf = (
  { state: { signers } }: Pick<Own, 'state'>,
  seconds: readonly Second[],
): 'there' | 'away' | 'none' => {
  if (seconds.length > 0) return 'there'
  return (signers?.signers.length ?? 1) > 1 ? 'away' : 'none'
}
