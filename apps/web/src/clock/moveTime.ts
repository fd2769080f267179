import { addMonths, DAY } from '@hurong/finance'
import type { LoanSummary, Page, Platform } from '@hurong/sdk/api'
import { readApi } from '../api/client.ts'
import { callRpc, rpcUrlOf } from '../chain/rpc.ts'

/** A step of the local chain's clock. */
export type TimeStep = 'day' | 'month' | { readonly until: number }

/** Where a step leads from `now`, seconds; a moment already past leads nowhere. */
export function targetOf(step: TimeStep, now: number): number {
  if (step === 'day') return now + DAY
  if (step === 'month') return addMonths(now, 1)
  return Math.max(step.until, now)
}

/** The local chain's time now; it runs on between blocks. */
export const readTime = async (platform: Pick<Platform, 'rpcUrl'>): Promise<number> =>
  (await callRpc<{ now: number }>(rpcUrlOf(platform), 'hurong_time')).now

/**
 * Moves the local chain's time forward and mines a block there.
 * @returns The time it is then.
 */
export async function moveTime(platform: Pick<Platform, 'rpcUrl'>, step: TimeStep): Promise<number> {
  const target = targetOf(step, await readTime(platform))
  await callRpc(rpcUrlOf(platform), 'hurong_setTime', [target])
  return target
}

/** The first due date after `now` among loans, or null where none has one to come. */
export const firstDueAfter = (loans: readonly Pick<LoanSummary, 'nextDueAt'>[], now: number): number | null =>
  loans.reduce<number | null>(
    (first, { nextDueAt }) =>
      nextDueAt !== null && nextDueAt > now && (first === null || nextDueAt < first) ? nextDueAt : first,
    null,
  )

/** The first due date to come of all running loans: their pages are read one by one, a hundred loans each. */
export async function readNextDue(now: number): Promise<number | null> {
  let cursor: string | null = null
  let first: number | null = null
  do {
    const page: Page<LoanSummary> = await readApi<Page<LoanSummary>>('/loans', {
      status: 'active',
      limit: 100,
      cursor: cursor ?? undefined,
    })
    const due = firstDueAfter(page.items, now)
    if (due !== null && (first === null || due < first)) first = due
    cursor = page.nextCursor
  } while (cursor !== null)
  return first
}
