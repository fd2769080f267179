import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { ApiEnv } from './context.ts'

/**
 * Answers with server-sent events, which count as their client's until they end.
 * @throws ApiProblem `TooManyRequests` if the client has as many streams open as it may.
 */
export const eventStream = (
  c: Context<ApiEnv>,
  tell: (stream: SSEStreamingApi) => Promise<void>,
): Response => {
  // Nobody reads the body of an answer to HEAD, nor leaves it: such a stream would never end.
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' })
  const leave = c.var.enterStream?.()
  return streamSSE(c, async (stream) => {
    try {
      await tell(stream)
    } finally {
      leave?.()
    }
  })
}
