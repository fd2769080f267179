import { addMonths, DAY } from '@hurong/finance'
import { and, eq, gt, min } from 'drizzle-orm'
import { z } from 'zod'
import { loans } from '../database/schema.ts'
import type { ApiContext } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'

/** The year 2100: beyond it calendars of contracts and browsers differ sooner than they help. */
const LATEST = 4_102_444_800

/** How far the clock of a local chain is moved; `to` in seconds since 1970. */
export const ClockMove = z.union([
  z.object({ by: z.enum(['day', 'month', 'nextDue']) }).strict(),
  z.object({ to: z.number().int().positive().max(LATEST) }).strict(),
])
export type ClockMove = z.infer<typeof ClockMove>

/** Milliseconds the rows are waited for, so that whoever asks after a move is told of the time it led to. */
const rowsWithin = 10_000

const targetOf = async ({ database }: ApiContext, now: number, move: ClockMove): Promise<number> => {
  if ('to' in move) return move.to
  if (move.by === 'day') return now + DAY
  if (move.by === 'month') return addMonths(now, 1)
  const [row] = await database
    .select({ next: min(loans.nextDueAt) })
    .from(loans)
    .where(and(eq(loans.status, 'active'), gt(loans.nextDueAt, now)))
  if (row?.next == null) throw new ApiProblem('NothingFallsDue', 'No running loan has a due date to come.')
  return Number(row.next)
}

/**
 * Moves the clock of a local chain, lets the keeper do what then falls due and the rows follow.
 * @returns the time after it.
 * @throws ApiProblem `NotLocal` on any other chain, `BeingPrepared`, `TimeRunsForwardOnly`, `NothingFallsDue`.
 */
export const moveClock = async (context: ApiContext, move: ClockMove): Promise<{ time: number }> => {
  const { chainControl, local } = context
  if (chainControl === undefined || !local)
    throw new ApiProblem('NotLocal', "The clock of this chain is nobody's to move.")
  if (context.demonstrationLoans?.(context.head.current()?.block ?? 0) != null)
    throw new ApiProblem(
      'BeingPrepared',
      'The demonstration is being prepared, and its history runs until now. Move the clock when it is done.',
    )
  const now = await chainControl.time()
  const to = await targetOf(context, now, move)
  if (to <= now)
    throw new ApiProblem('TimeRunsForwardOnly', `It is ${now} on the chain, and ${to} was asked for.`)
  await chainControl.setTime(to)
  await context.keeperDone?.()
  await context.head.look()
  if (!(await context.head.reached(await chainControl.block(), rowsWithin)))
    context.log.warn('the clock was moved, and the rows do not follow')
  return { time: await chainControl.time() }
}
