import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { ApiEnv } from '../http/context.ts'
import { answer, problems } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'
import { giveChallenge } from './challenge.ts'
import { codeRoutes } from './codeRoutes.ts'
import { always, body, responses } from './describe.ts'
import { listDevices, readCurrent } from './devices.ts'
import { type EthereumAnswer, proveEthereum } from './ethereum.ts'
import { sessionExamples as examples } from './examples.ts'
import { endAllSessions, endSession, takeCookie } from './keep.ts'
import { requireOwnOrigin } from './origin.ts'
import { type PasskeyAnswer, provePasskey } from './passkey.ts'
import { findSession, requireSession, sessionsOn } from './require.ts'
import { finishSignIn, signIn } from './signIn.ts'
import { streamWhileSignedIn } from './stream.ts'

const Device_ = z.object({
  id: z
    .string()
    .regex(/^\w{1,64}$/)
    .meta({ example: examples.current.session.device.id }),
})

/** Signing in: the challenge, the two ways to answer it, the second step. */
const signInRoutes = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/challenge',
      summary:
        'Gives a passkey or a wallet something to sign: good once, for minutes, for the page that asked',
      responses: responses(shapes.SignInChallenge, examples.challenge),
    }),
    (c) => {
      const { keys, isOwn, now } = sessionsOn(c)
      const { challenge, until } = giveChallenge(keys, requireOwnOrigin(c, isOwn), now())
      return answer(c, { challenge, until: Math.floor(until / 1000) })
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/passkey',
      summary:
        'Signs in by a passkey that is a factor of the account on the chain; a browser signed in already confirms anew',
      request: { body: body(shapes.PasskeySignIn, examples.passkey) },
      responses: responses(shapes.SignInOutcome, examples.outcome, ['SignInRefused']),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const origin = requireOwnOrigin(c, sessions.isOwn)
      const proof = await provePasskey(sessions, c.req.valid('json') as PasskeyAnswer, origin)
      return answer(c, await signIn(sessions, c, proof))
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/ethereum',
      summary:
        'Signs in by a message (EIP-4361) a key signed, or a contract that is made (ERC-1271) or not yet (ERC-6492)',
      request: { body: body(shapes.EthereumSignIn, examples.ethereum) },
      responses: responses(shapes.SignInOutcome, examples.outcome, ['SignInRefused']),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const origin = requireOwnOrigin(c, sessions.isOwn)
      const proof = await proveEthereum(sessions, c.req.valid('json') as EthereumAnswer, origin)
      return answer(c, await signIn(sessions, c, proof))
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/second-step',
      summary: 'Ends a sign-in that owed a one-time code',
      request: { body: body(shapes.CodeGiven, examples.code) },
      responses: responses(shapes.SignInOutcome, examples.outcome, [
        'SignInRefused',
        'CodeRefused',
        'CodesOff',
        'TooManyGuesses',
      ]),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      requireOwnOrigin(c, sessions.isOwn)
      return answer(c, await finishSignIn(sessions, c, c.req.valid('json').code))
    },
  )
}

/** Where one is signed in, and signing out. */
const deviceRoutes = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/sessions/current',
      summary: 'Who is signed in in the browser that asks, if anybody',
      responses: responses(shapes.CurrentSession, examples.current),
    }),
    async (c) => answer(c, await readCurrent(sessionsOn(c), await findSession(c))),
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/sessions',
      summary: 'Where the owner is signed in',
      responses: responses(shapes.page(shapes.SignedInDevice), examples.devices, ['NotSignedIn']),
    }),
    async (c) => {
      const items = await listDevices(sessionsOn(c), await requireSession(c))
      return answer(c, { items, nextCursor: null, total: items.length })
    },
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/sessions/stream',
      summary: 'What changes of the owner’s sessions, as server-sent events; ends when the session does',
      responses: {
        200: {
          description: 'Events named `sessions` for what to read again, and `signedOut` at the end.',
          content: { 'text/event-stream': { schema: z.string(), example: examples.stream } },
        },
        ...problems(...always, 'NotSignedIn'),
      },
    }),
    async (c) =>
      streamWhileSignedIn(c, sessionsOn(c), await requireSession(c), (stream) =>
        stream.writeSSE({ event: 'sessions', data: '{}' }),
      ) as never,
  )
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/sessions',
      summary: 'Signs the owner out everywhere, here too',
      responses: responses(shapes.SignedOut, { signedOut: true }, ['NotSignedIn']),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      await endAllSessions(sessions, (await requireSession(c)).account)
      await takeCookie(sessions, c)
      return answer(c, { signedOut: true })
    },
  )
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/sessions/{id}',
      summary: 'Signs the owner out in one browser: its cookie is refused from now on, its event streams end',
      request: { params: Device_ },
      responses: responses(shapes.SignedOut, { signedOut: true }, ['NotSignedIn', 'SessionNotFound']),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const { account, sessionId } = await requireSession(c)
      const { id } = c.req.valid('param')
      if (!(await endSession(sessions, { id, userId: account })))
        throw new ApiProblem('SessionNotFound', 'You are not signed in there.', undefined, '那里没有登录。')
      if (id === sessionId) await takeCookie(sessions, c)
      return answer(c, { signedOut: true })
    },
  )
}

/** All routes under /sessions. */
export const sessionRoutes = (api: OpenAPIHono<ApiEnv>): void => {
  signInRoutes(api)
  deviceRoutes(api)
  codeRoutes(api)
}
