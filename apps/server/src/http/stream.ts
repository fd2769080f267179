import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { causeOf } from '../database/causeOf.ts'
import type { Position } from '../platform/headWatch.ts'
import { type Bell, openBell } from './bell.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { eventStream } from './eventStream.ts'

/** A line now and then shows both ends that the other is still there. */
const beatMilliseconds = 15_000

const idOf = ({ block, hash }: Position): string => `${block}-${hash}`

/** Where a client says it was; null for a text that this stream never gave. */
const positionOf = (id: string): Position | null => {
  const [, block, hash] = /^(\d{1,15})-(0x[0-9a-f]{64})$/.exec(id) ?? []
  return block === undefined || hash === undefined ? null : { block: Number(block), hash }
}

const follow = async (
  { head }: ApiContext,
  stream: SSEStreamingApi,
  moved: Bell,
  lastId: string | undefined,
): Promise<void> => {
  let at: Position | null = lastId === undefined ? head.current() : positionOf(lastId)
  await stream.write('retry: 2000\n\n')
  while (!stream.aborted) {
    const to = head.current()
    if (to !== null && to.hash !== at?.hash) {
      const change = await head.changeBetween(at, to)
      // Until a slow client has taken this, nothing is kept for it: what happens meanwhile is one change afterwards.
      await stream.writeSSE({ event: 'change', id: idOf(to), data: JSON.stringify(change) })
      at = to
    } else if (!(await moved.heard(beatMilliseconds))) await stream.write(': beat\n\n')
  }
}

/**
 * Tells a client what changed, as server-sent events. Each event's id is the block it leads to; a client that comes back
 * with `Last-Event-ID` is told first, in one event, what it missed.
 */
export const streamChanges = (context: ApiContext, c: Context<ApiEnv>): Response =>
  eventStream(c, async (stream) => {
    const { head, log, metrics } = context
    const moved = openBell()
    const stop = head.listen(moved.ring)
    stream.onAbort(moved.ring)
    metrics.streams.inc()
    try {
      await follow(context, stream, moved, c.req.header('last-event-id'))
    } catch (error) {
      // The stream ends, and the client comes back by itself with the id of the last event it got.
      log.warn({ cause: causeOf(error) }, 'an event stream ended')
    } finally {
      stop()
      metrics.streams.dec()
    }
  })
