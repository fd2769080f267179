import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import { listModels } from '../models/listModels.ts'
import { readModel, readModelFile } from '../models/readModel.ts'
import type { ApiEnv } from './context.ts'
import { creditExamples } from './creditExamples.ts'
import { answer, get, problems } from './describe.ts'

const Model_ = z.object({
  hash: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/, 'is not a hash')
    .transform((text) => text.toLowerCase())
    .meta({ example: creditExamples.model.modelHash }),
})

/** Credit models: which there are, how right they were, and their files. */
export const modelRoutes = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    get('/models', 'Registered credit models, retired ones too', {
      answer: shapes.page(shapes.CreditModel),
      example: creditExamples.models,
    }),
    async (c) => answer(c, await listModels(c.var.read)),
  )
  api.openapi(
    get('/models/{hash}', 'A credit model with what it foretold and what came', {
      params: Model_,
      answer: shapes.CreditModelDetail,
      example: creditExamples.model,
      fails: ['ModelNotFound'],
    }),
    async (c) => answer(c, await readModel(c.var.read, c.req.valid('param').hash)),
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/models/{hash}/file',
      summary:
        'The file of a credit model, canonical to the byte: its content has the hash the chain knows it by',
      request: { params: Model_ },
      responses: {
        200: {
          description: 'The file.',
          content: {
            'application/json': {
              schema: z.object({ content: z.record(z.string(), z.unknown()), hash: shapes.Hash }),
              example: { content: {}, hash: creditExamples.model.modelHash },
            },
          },
        },
        ...problems('BadRequest', 'ModelNotFound', 'TooManyRequests', 'NotReady'),
      },
    }),
    async (c) =>
      c.body(await readModelFile(c.var.read, c.req.valid('param').hash), 200, {
        'content-type': 'application/json',
      }) as never,
  )
}
