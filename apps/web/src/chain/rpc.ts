import type { Platform } from '@hurong/sdk/api'
import { siteConfig } from '../api/config.ts'
import { recallJson } from '../api/remember.ts'

/** The platform as last told; enough to go on when its server is gone. */
export const knownPlatform = (): Platform | undefined => recallJson<Platform>('hurong.platform')

/** The node this site reads and writes through. */
export function rpcUrlOf(platform: Pick<Platform, 'rpcUrl'>): string {
  return siteConfig().rpcUrl ?? platform.rpcUrl
}

/** The node answered with an error. */
export class RpcRefused extends Error {
  override readonly name = 'RpcRefused'
}

/**
 * One JSON-RPC call, without any library: for the clock, which every page shows.
 * @throws RpcRefused when the node says no; TypeError when it doesn't answer.
 */
export async function callRpc<T>(url: string, method: string, params: readonly unknown[] = []): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const answer = (await response.json()) as { result?: T; error?: { message: string } }
  if (answer.error) throw new RpcRefused(answer.error.message)
  return answer.result as T
}
