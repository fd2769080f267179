import type { StreamChange } from '@hurong/sdk/api'
import type { QueryClient } from '@tanstack/react-query'
import { apiUrl } from './client.ts'
import { keys } from './queries.ts'
import { setServerGone } from './reachability.ts'

/** Marks as stale exactly what a change touches; what is on screen is read again at once. */
export function applyChange(client: QueryClient, change: StreamChange): void {
  if (change.everything) return void client.invalidateQueries()
  const stale: (readonly unknown[])[] = [
    keys.platform,
    keys.statistics,
    keys.loanList,
    keys.events,
    keys.chain,
    keys.models,
  ]
  for (const number of change.loans) stale.push(keys.loan(number))
  for (const id of change.participants) stale.push(keys.participant(id))
  for (const address of change.holders) stale.push(keys.portfolio(address))
  // A payment changes what everyone who lent has, though none of them did anything.
  if (change.loans.length > 0) stale.push(keys.portfolios)
  for (const queryKey of stale) void client.invalidateQueries({ queryKey })
}

/**
 * Follows the server's stream of changes. The browser reconnects by itself; after a gap everything counts as stale,
 * since what happened meanwhile isn't told again.
 * @returns Ends it.
 */
export function followStream(client: QueryClient): () => void {
  const source = new EventSource(apiUrl('/stream'))
  let interrupted = false
  source.addEventListener('open', () => {
    setServerGone(false)
    if (interrupted) void client.invalidateQueries()
    interrupted = false
  })
  source.addEventListener('error', () => {
    interrupted = true
  })
  source.addEventListener('change', (event) => {
    applyChange(client, JSON.parse((event as MessageEvent<string>).data) as StreamChange)
  })
  return () => source.close()
}
