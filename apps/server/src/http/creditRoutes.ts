import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import { apply } from '../underwriting/apply.ts'
import { decideQueued } from '../underwriting/decideQueued.ts'
import { listApplications } from '../underwriting/listApplications.ts'
import { listDecisions } from '../underwriting/listDecisions.ts'
import { listQueue } from '../underwriting/listQueue.ts'
import { preAssess } from '../underwriting/preAssess.ts'
import { readApplication } from '../underwriting/readApplication.ts'
import type { ApiEnv } from './context.ts'
import { creditExamples as examples } from './creditExamples.ts'
import { AccountAddress, answer, Cursor, get, json, problems } from './describe.ts'
import type { ProblemKind } from './problems.ts'

const Application_ = z.object({ id: shapes.Hash.meta({ example: examples.application.applicationId }) })

/** A signature that lets its account read what is personal; in headers, so that it stands in no URL and no log. */
const Signed = z.object({
  'x-signature': z
    .string()
    .regex(/^0x([0-9a-fA-F]{2}){65,1024}$/, 'is not a signature')
    .meta({ example: examples.signature }),
  'x-deadline': z.coerce.number().int().nonnegative().meta({ example: 1_800_000_600 }),
})
const SignedByAccount = Signed.extend({ 'x-account': AccountAddress })
const signedBy = (headers: z.output<typeof SignedByAccount>) => ({
  account: headers['x-account'],
  signature: headers['x-signature'],
  deadline: headers['x-deadline'],
})

const always = ['BadRequest', 'TooManyRequests', 'NotReady'] as const

const body = <T extends z.ZodType>(schema: T, example: unknown) => ({
  content: { 'application/json': { schema, example } },
  required: true as const,
})
const responses = <T extends z.ZodType>(schema: T, example: unknown, fails: readonly ProblemKind[]) => ({
  200: json(schema, example),
  ...problems(...always, ...fails),
})

/** Underwriting: what a loan would cost, applications, the underwriters' queue and the decision log. */
export const creditRoutes = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/credit/pre-assessment',
      summary: 'What a loan would cost somebody, and what speaks for and against; nothing of it is kept',
      request: { body: body(shapes.PreAssessmentRequest, examples.preAssessmentRequest) },
      responses: responses(shapes.PreAssessment, examples.preAssessment, ['NoModel']),
    }),
    async (c) => answer(c, await preAssess(c.var.read, c.req.valid('json'))),
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/credit/applications',
      summary: 'Applies for a signed assessment; the salted fields are told this once',
      request: { body: body(shapes.ApplicationRequest, examples.applicationRequest) },
      responses: responses(shapes.ApplicationAnswer, examples.application, [
        'SignatureRefused',
        'ApplicationKnown',
        'NoModel',
        'NotUnderwriting',
      ]),
    }),
    async (c) => answer(c, await apply(c.var.read, c.req.valid('json'))),
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/credit/applications',
      summary: 'The applications of a wallet, newest first, for that wallet: it signs `ReadApplications`',
      request: { headers: SignedByAccount },
      responses: responses(shapes.page(shapes.ApplicationAnswer), examples.applications, [
        'SignatureRefused',
        'NotUnderwriting',
      ]),
    }),
    async (c) => answer(c, await listApplications(c.var.read, signedBy(c.req.valid('header')))),
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/credit/applications/{id}',
      summary: 'An application, for the wallet that made it: it signs `ReadApplication`',
      request: { params: Application_, headers: Signed },
      responses: responses(shapes.ApplicationAnswer, { ...examples.application, saltedFields: null }, [
        'SignatureRefused',
        'ApplicationNotFound',
        'NotUnderwriting',
      ]),
    }),
    async (c) => {
      const { 'x-signature': signature, 'x-deadline': deadline } = c.req.valid('header')
      return answer(c, await readApplication(c.var.read, c.req.valid('param').id, { signature, deadline }))
    },
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/credit/queue',
      summary: 'Applications that wait for a person, for an underwriter: it signs `ReadQueue`',
      request: { headers: SignedByAccount },
      responses: responses(shapes.page(shapes.QueuedApplication), examples.queue, [
        'SignatureRefused',
        'NotUnderwriting',
      ]),
    }),
    async (c) => answer(c, await listQueue(c.var.read, signedBy(c.req.valid('header')))),
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/credit/queue/{id}/decision',
      summary: 'Approves by a signature over the assessment, or declines by one over `Decline`',
      request: { params: Application_, body: body(shapes.DecisionRequest, examples.decisionRequest) },
      responses: responses(shapes.ApplicationAnswer, { ...examples.application, saltedFields: null }, [
        'SignatureRefused',
        'ApplicationNotFound',
        'AlreadyDecided',
        'NoModel',
        'NotUnderwriting',
      ]),
    }),
    async (c) => answer(c, await decideQueued(c.var.read, c.req.valid('param').id, c.req.valid('json'))),
  )
  api.openapi(
    get('/credit/log', 'The decision log, each line of which holds the hash of the one before', {
      query: z.object(Cursor),
      answer: shapes.page(shapes.CreditDecision),
      example: examples.log,
    }),
    async (c) => answer(c, await listDecisions(c.var.read, c.req.valid('query'))),
  )
}
