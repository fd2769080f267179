import type { StreamChange } from '@hurong/sdk/api'
import type { QueryClient } from '@tanstack/react-query'
import { openStream } from './openStream.ts'
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
 * Follows the server's stream of changes. After a gap everything counts as stale, since what happened meanwhile isn't told
 * again.
 * @returns Ends it.
 */
export const followStream = (client: QueryClient): (() => void) =>
  openStream('/stream', {
    onOpen: (interrupted) => {
      setServerGone(false)
      if (interrupted) void client.invalidateQueries()
    },
    on: { change: (data) => applyChange(client, JSON.parse(data) as StreamChange) },
  })
