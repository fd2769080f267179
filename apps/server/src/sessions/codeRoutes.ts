import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { Hex } from 'viem'
import type { ApiEnv } from '../http/context.ts'
import { answer } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'
import {
  codeStateOf,
  confirmCodes,
  offerCodes,
  removeCodes,
  renewRecoveryCodes,
  useAnyCode,
} from './codes.ts'
import { body, responses } from './describe.ts'
import { coSignerOf } from './devices.ts'
import { sessionExamples as examples } from './examples.ts'
import { endOtherSessions } from './keep.ts'
import { requireFresh, sessionsOn } from './require.ts'
import type { Sessions } from './service.ts'

const sensitive = ['NotSignedIn', 'CeremonyNeeded'] as const
const guessed = ['CodeRefused', 'CodesOff', 'TooManyGuesses'] as const

/**
 * With the co-signer a code is the second factor of the account itself: it must not be had by whoever has only the first.
 * @throws ApiProblem `CoSignerInTheWay`
 */
const refuseWithCoSigner = async (isSigner: boolean | undefined, en: string, zh: string): Promise<void> => {
  if (isSigner === true) throw new ApiProblem('CoSignerInTheWay', en, undefined, zh)
}

const refuseCoSignerBefore = async (sessions: Sessions, account: Hex): Promise<void> =>
  refuseWithCoSigner(
    (await coSignerOf(sessions, account))?.isSigner,
    'The co-signer was added before there were codes, so that one device would be enough. Remove it from your account first.',
    '在开启验证码之前就加入了共同签名方，这样一台设备就足够了。请先把它从账户中移除。',
  )

/** One-time codes: turned on, renewed and turned off by whoever confirmed a moment ago. */
export const codeRoutes = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/codes',
      summary:
        'Offers a secret for an app that shows one-time codes; one in use already is given up by a code of it',
      request: { body: body(shapes.CodesOfferRequest, {}) },
      responses: responses(shapes.CodesOffer, examples.offer, [...sensitive, ...guessed, 'CoSignerInTheWay']),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const { account, factor } = await requireFresh(c)
      const { code } = c.req.valid('json')
      const { isOn } = await codeStateOf(sessions, account)
      if (isOn) await useAnyCode(sessions, { account, factor }, code ?? '')
      else await refuseCoSignerBefore(sessions, account)
      const { uri } = await offerCodes(sessions, account)
      return answer(c, { uri, secret: new URL(uri).searchParams.get('secret') })
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/codes/confirmation',
      summary:
        'Takes the secret offered into use by a first code of it; tells recovery codes, and signs other browsers out',
      request: { body: body(shapes.CodeGiven, examples.code) },
      responses: responses(shapes.RecoveryCodes, examples.recoveryCodes, [
        ...sensitive,
        'CodeRefused',
        'CoSignerInTheWay',
      ]),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const { account, sessionId } = await requireFresh(c)
      // The offer was made before; the co-signer may have been added since.
      if (!(await codeStateOf(sessions, account)).isOn) await refuseCoSignerBefore(sessions, account)
      const recoveryCodes = await confirmCodes(sessions, account, c.req.valid('json').code)
      await endOtherSessions(sessions, account, sessionId)
      return answer(c, { recoveryCodes })
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/codes/recovery',
      summary: 'Tells new recovery codes in place of all before',
      request: { body: body(shapes.CodeGiven, examples.code) },
      responses: responses(shapes.RecoveryCodes, examples.recoveryCodes, [...sensitive, ...guessed]),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const { account, factor } = await requireFresh(c)
      await useAnyCode(sessions, { account, factor }, c.req.valid('json').code)
      const recoveryCodes = await renewRecoveryCodes(sessions, account)
      sessions.watch.ring(account)
      return answer(c, { recoveryCodes })
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/sessions/codes/removal',
      summary: 'Turns one-time codes off',
      request: { body: body(shapes.CodeGiven, examples.code) },
      responses: responses(shapes.CodesState, { isOn: false }, [
        ...sensitive,
        ...guessed,
        'CoSignerInTheWay',
      ]),
    }),
    async (c) => {
      const sessions = sessionsOn(c)
      const { account, factor } = await requireFresh(c)
      await refuseWithCoSigner(
        (await coSignerOf(sessions, account))?.isSigner,
        'The co-signer of your account answers to these codes. Remove it from your account first.',
        '您账户的共同签名方凭这些验证码工作。请先把它从账户中移除。',
      )
      await useAnyCode(sessions, { account, factor }, c.req.valid('json').code)
      await removeCodes(sessions, account)
      sessions.watch.ring(account)
      return answer(c, { isOn: false })
    },
  )
}
