import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { causeOf } from '../database/causeOf.ts'
import { type Bell, openBell } from '../http/bell.ts'
import type { ApiEnv } from '../http/context.ts'
import { eventStream } from '../http/eventStream.ts'
import { isOpen } from './keep.ts'
import type { SignedIn } from './require.ts'
import type { Sessions } from './service.ts'

/** Milliseconds between two looks whether a session lives: it may have ended in another process. */
const lookEvery = 15_000

const follow = async (
  sessions: Sessions,
  { sessionId }: SignedIn,
  stream: SSEStreamingApi,
  happened: Bell,
  more: (stream: SSEStreamingApi) => Promise<unknown>,
): Promise<void> => {
  await stream.write('retry: 2000\n\n')
  for (let tell = true; !stream.aborted; tell = await happened.heard(lookEvery)) {
    if (!(await isOpen(sessions, sessionId))) {
      await stream.writeSSE({ event: 'signedOut', data: '{}' })
      return
    }
    await (tell ? more(stream) : stream.write(': beat\n\n'))
  }
}

/**
 * An event stream that ends with its session, wherever that is ended: event `signedOut`, then nothing.
 * @param more What is told beside, at the beginning and whenever the account's watch rings.
 */
export const streamWhileSignedIn = (
  c: Context<ApiEnv>,
  sessions: Sessions,
  asks: SignedIn,
  more: (stream: SSEStreamingApi) => Promise<unknown>,
): Response =>
  eventStream(c, async (stream) => {
    const happened = openBell()
    const stop = sessions.watch.listen(asks.account, happened.ring)
    stream.onAbort(happened.ring)
    try {
      await follow(sessions, asks, stream, happened, more)
    } catch (error) {
      // The stream ends, and the page asks again by itself.
      sessions.log.warn({ cause: causeOf(error) }, 'an event stream of a session ended')
    } finally {
      stop()
    }
  })
