import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { Address, Hex } from 'viem'
import type { ApiEnv } from '../http/context.ts'
import { answer, json, problems } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'
import type { Carrier } from './carrier.ts'

const request = {
  account: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
  data: `0x3d5a9c1f${'00'.repeat(32)}`,
}

/** Where what anybody may do for an account is brought to the chain for those who cannot pay for it. */
export const carryingRoute = (api: OpenAPIHono<ApiEnv>, carrier: Carrier | undefined): void => {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/carried',
      summary:
        'Brings a rehearsal, a recovery or what was announced to an account, which anybody may; it needs no session',
      request: {
        body: {
          content: { 'application/json': { schema: shapes.CarriedCall, example: request } },
          required: true,
        },
      },
      responses: {
        200: json(shapes.Carried, { transactionHash: `0x${'9e'.repeat(32)}` }),
        ...problems('BadRequest', 'CarryingRefused', 'NotCarrying', 'TooManyRequests'),
      },
    }),
    async (c) => {
      if (carrier === undefined)
        throw new ApiProblem(
          'NotCarrying',
          'This server brings nothing to the chain for others. Use a wallet of your own.',
          undefined,
          '本服务器不代为提交，请用自己的钱包。',
        )
      const { account, data } = c.req.valid('json')
      return answer(c, { transactionHash: await carrier.carry(account as Address, data as Hex) })
    },
  )
}
