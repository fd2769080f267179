import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { ApiEnv } from '../http/context.ts'
import { isOpen } from './keep.ts'
import type { SignedIn } from './require.ts'
import type { Sessions } from './service.ts'

/** Milliseconds between two looks whether a session lives: it may have ended in another process. */
const lookEvery = 15_000

/** Until something happens to the account, or it is time to look. @returns whether something happened. */
const pause = ({ watch }: Sessions, account: string, stream: SSEStreamingApi): Promise<boolean> =>
  new Promise((resolve) => {
    const done = (heard: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(heard)
    }
    const timer = setTimeout(() => done(false), lookEvery)
    const stop = watch.listen(account, () => done(true))
    stream.onAbort(() => done(false))
  })

/**
 * An event stream that ends with its session, wherever that is ended: event `signedOut`, then nothing.
 * @param more What is told beside, at the beginning and whenever the account's watch rings.
 */
export const streamWhileSignedIn = (
  c: Context<ApiEnv>,
  sessions: Sessions,
  { account, sessionId }: SignedIn,
  more: (stream: SSEStreamingApi) => Promise<unknown>,
): Response =>
  streamSSE(c, async (stream) => {
    await stream.write('retry: 2000\n\n')
    let tell = true
    while (!stream.aborted) {
      if (!(await isOpen(sessions, sessionId))) {
        await stream.writeSSE({ event: 'signedOut', data: '{}' })
        return
      }
      await (tell ? more(stream) : stream.write(': beat\n\n'))
      tell = await pause(sessions, account, stream)
    }
  })
