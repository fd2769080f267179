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

/** Milliseconds until a stream that was refused is asked for again, and the most it grows to while it is refused. */
const [shortest, longest] = [60_000, 600_000]

/** Longer each time, and not the same for all who were refused at once. */
const waitAfter = (refusals: number): number =>
  Math.min(longest, shortest * 2 ** refusals) * (1 + Math.random() / 2)

/**
 * Follows the server's stream of changes. After a gap everything counts as stale, since what happened meanwhile isn't told
 * again. A browser reconnects by itself where the connection broke, and never where it was answered with something else than a
 * stream, such as that too many are open: then it's asked again after a while.
 * @returns Ends it.
 */
export function followStream(client: QueryClient): () => void {
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let interrupted = false
  const open = (): void => {
    source = new EventSource(apiUrl('/stream'))
    source.addEventListener('open', () => {
      refusals = 0
      setServerGone(false)
      if (interrupted) void client.invalidateQueries()
      interrupted = false
    })
    source.addEventListener('error', () => {
      interrupted = true
      if (source.readyState !== EventSource.CLOSED) return
      again = setTimeout(open, waitAfter(refusals))
      refusals += 1
    })
    source.addEventListener('change', (event) => {
      applyChange(client, JSON.parse((event as MessageEvent<string>).data) as StreamChange)
    })
  }
  open()
  return () => {
    clearTimeout(again)
    source.close()
  }
}
