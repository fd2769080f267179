import type { Hurong } from '@hurong/sdk'
import { knownPlatform } from '../chain/rpc.ts'

/** Reads straight from a node, with no server between. @throws Error where no platform was ever told. */
export async function openChain(): Promise<Hurong> {
  const platform = knownPlatform()
  if (!platform) throw new Error('No platform is known yet, so there is no chain to read.')
  const { connect } = await import('../chain/connect.ts')
  return connect(platform)
}

/** Whether an error says that no node answers, rather than that what was asked for is not there. */
export const isUnreachable = (error: unknown): boolean =>
  (error as { kind?: string }).kind === 'unreachable' ||
  /HttpRequestError|TimeoutError|No platform is known/.test(
    `${(error as Error).name} ${(error as Error).message}`,
  )
