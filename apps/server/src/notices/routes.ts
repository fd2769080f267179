import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { ApiContext, ApiEnv } from '../http/context.ts'
import { answer } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'
import { body, responses } from '../sessions/describe.ts'
import { deviceOf } from '../sessions/device.ts'
import { requireFresh, requireSession } from '../sessions/require.ts'
import { dropAddress, giveAddress, takeAddress } from './address.ts'
import { noticeExamples as examples } from './examples.ts'
import { readNotices } from './readNotices.ts'
import { dropBrowser, giveSubscription } from './subscribe.ts'

const owned = ['NotSignedIn', 'CeremonyNeeded'] as const
const sensitive = [...owned, 'NotMailing'] as const

/** What owners are told, and where. Where is changed by whoever confirmed a moment ago: a thief of a session could silence it. */
export const noticeRoutes = (api: OpenAPIHono<ApiEnv>, context: ApiContext): void => {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/notices',
      summary: 'What the owner was told of their account, and where they are told',
      responses: responses(shapes.Notices, examples.notices, ['NotSignedIn']),
    }),
    async (c) => answer(c, await readNotices(context, (await requireSession(c)).account)),
  )
  api.openapi(
    createRoute({
      method: 'put',
      path: '/notices/email',
      summary:
        'Sends a code to an address; notices go there once it comes back, and until then where they went before',
      request: { body: body(shapes.NoticeEmailRequest, examples.request) },
      responses: responses(shapes.NoticeCodeSent, examples.codeSent, [
        ...sensitive,
        'MailRefused',
        'TooManyRequests',
      ]),
    }),
    async (c) => {
      const { account } = await requireFresh(c)
      const origin = c.req.header('origin') ?? ''
      return answer(c, await giveAddress(context, account, { ...c.req.valid('json'), origin }))
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/notices/email/confirmation',
      summary: 'Takes the code back that was sent to an address',
      request: { body: body(shapes.NoticeCode, examples.code) },
      responses: responses(shapes.Notices, examples.notices, [...sensitive, 'CodeRefused']),
    }),
    async (c) => {
      const { account } = await requireFresh(c)
      if (!(await takeAddress(context, account, c.req.valid('json').code)))
        throw new ApiProblem(
          'CodeRefused',
          'That is not the last code we sent, it is older than 15 minutes, or it was wrong too often. Have another sent.',
          undefined,
          '验证码不是最新的一个，或已超过 15 分钟，或输错次数过多。请重新发送。',
        )
      return answer(c, await readNotices(context, account))
    },
  )
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/notices/email',
      summary: 'Ends being told by e-mail; the address is told so, and forgotten',
      responses: responses(shapes.Notices, { ...examples.notices, email: null }, sensitive),
    }),
    async (c) => {
      const { account } = await requireFresh(c)
      await dropAddress(context, account)
      return answer(c, await readNotices(context, account))
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/notices/browsers',
      summary: 'Has the browser that asks told by its push service, and shows it by a first message',
      request: { body: body(shapes.PushSubscriptionRequest, examples.subscription) },
      responses: responses(shapes.Notices, examples.notices, [
        ...owned,
        'NotPushing',
        'PushRefused',
        'TooManyBrowsers',
      ]),
    }),
    async (c) => {
      const { account } = await requireFresh(c)
      const device = deviceOf(c.req.header('user-agent') ?? '')
      await giveSubscription(context, account, c.req.valid('json'), device)
      return answer(c, await readNotices(context, account))
    },
  )
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/notices/browsers/{subscriptionId}',
      summary: 'Ends telling a browser',
      request: { params: shapes.PushSubscriptionParams },
      responses: responses(shapes.Notices, examples.notices, [...owned, 'NotPushing']),
    }),
    async (c) => {
      const { account } = await requireFresh(c)
      await dropBrowser(context, account, c.req.valid('param').subscriptionId)
      return answer(c, await readNotices(context, account))
    },
  )
}
