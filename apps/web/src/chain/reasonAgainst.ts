import type { Reason } from './txState.ts'

/** Why `attempt` fails; null where it does not. The client's library is loaded for it alone: pages share this file and wait for none. */
export async function reasonAgainst(attempt: Promise<unknown>): Promise<Reason | null> {
  try {
    await attempt
    return null
  } catch (error) {
    const { toHurongError } = await import('@hurong/sdk')
    const { name, kind, args } = toHurongError(error)
    return { name, kind, args }
  }
}
