import { toHurongError } from '@hurong/sdk'
import type { Reason } from './txState.ts'

/** What an error of the client says. */
export const reasonOf = (error: unknown): Reason => {
  const { name, kind, args } = toHurongError(error)
  return { name, kind, args }
}

/** Why `attempt` fails; null where it does not. */
export async function reasonAgainst(attempt: Promise<unknown>): Promise<Reason | null> {
  try {
    await attempt
    return null
  } catch (error) {
    return reasonOf(error)
  }
}
