import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { ApiEnv } from '../http/context.ts'
import { answer } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'
import { body, responses } from '../sessions/describe.ts'
import { requireOwnOrigin } from '../sessions/origin.ts'
import { sessionsOn } from '../sessions/require.ts'
import type { CoSigner } from './service.ts'

const request = {
  operation: {
    sender: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
    nonce: '0x3',
    callData: `0x${'c6'.repeat(4)}${'00'.repeat(32)}`,
    ...{ callGasLimit: '0x186a0', verificationGasLimit: '0x186a0', preVerificationGas: '0x0' },
    ...{ maxFeePerGas: '0x0', maxPriorityFeePerGas: '0x0' },
    signature: `0x${'00'.repeat(64)}`,
  },
  code: '123456',
}
const example = {
  signer: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  signature: `0x${'1b'.repeat(65)}`,
}

/** Where an operation that one factor signed gets the co-signer's signature. */
export const coSignerRoute = (api: OpenAPIHono<ApiEnv>, coSigner: CoSigner | undefined): void => {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/co-signatures',
      summary:
        'Signs an operation together with its owner, who signed it with a passkey and gives a one-time code; it needs no session',
      request: { body: body(shapes.CoSignatureRequest, request) },
      responses: responses(shapes.CoSignature, example, [
        ...(['CoSigningRefused', 'CodeRefused', 'CodesOff', 'TooManyGuesses', 'NotCoSigning'] as const),
      ]),
    }),
    async (c) => {
      requireOwnOrigin(c, sessionsOn(c).isOwn)
      if (coSigner === undefined)
        throw new ApiProblem(
          'NotCoSigning',
          'This server has no co-signer. What takes both factors can wait, or be confirmed with a second passkey.',
          undefined,
          '本服务器没有共同签名方。需要两道确认的操作可以等待生效，或用第二把通行密钥确认。',
        )
      const { operation, code } = c.req.valid('json')
      return answer(c, await coSigner.coSign(operation, code))
    },
  )
}
