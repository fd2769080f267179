import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { ApiEnv } from '../http/context.ts'
import { AccountAddress, answer, json, problems } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'

const example = { account: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc' }

/** Where people have themselves verified, so that they can lend and borrow. */
export const verificationRoute = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/verifications',
      summary: 'Has the owner of an account verified, and registers them as a participant',
      request: {
        body: {
          content: {
            'application/json': { schema: z.object({ account: AccountAddress }).strict(), example },
          },
          required: true,
        },
      },
      responses: {
        200: json(z.object({ participantId: z.number().int(), provider: z.string() }), {
          participantId: 7,
          provider: 'sandbox',
        }),
        ...problems('BadRequest', 'BeingPrepared', 'NotVerified', 'NotVerifying', 'TooManyRequests'),
      },
    }),
    async (c) => {
      const { verification, demonstrationLoans, head } = c.var.read
      if (verification === undefined)
        throw new ApiProblem('NotVerifying', 'Nobody is verified here: this server has no provider for it.')
      if (demonstrationLoans?.(head.current()?.block ?? 0) != null)
        throw new ApiProblem(
          'BeingPrepared',
          'The demonstration is being prepared. Try again when it is done.',
        )
      const { account } = c.req.valid('json')
      return answer(c, await verification.verify(account as `0x${string}`))
    },
  )
}
