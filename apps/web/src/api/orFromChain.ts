import { ServerUnreachable } from './client.ts'

type Fallback = typeof import('../chain/fallback/index.ts')

/**
 * What the server says, or where it doesn't answer, what the chain says.
 * @throws What the server's answer was if it did answer; what reading the chain failed of if not.
 */
export async function orFromChain<T>(
  fromServer: () => Promise<T>,
  fromChain: (chain: Fallback) => Promise<T>,
): Promise<T> {
  try {
    return await fromServer()
  } catch (error) {
    if (!(error instanceof ServerUnreachable)) throw error
    try {
      return await fromChain(await import('../chain/fallback/index.ts'))
    } catch (unreadable) {
      if ((unreadable as { kind?: string }).kind === 'unreachable') throw error
      throw unreadable
    }
  }
}
