import { createRoute, z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import { ApiProblem, type ProblemKind, problemBody, problemKinds } from './problems.ts'

/** Query of a page. */
export const Cursor = {
  cursor: z.string().optional().meta({ example: 'WyI3Il0' }),
  limit: z.coerce.number().int().min(1).max(100).default(24).meta({ example: 24 }),
}

/** An account's address, made lower case. */
export const AccountAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'is not an address')
  .transform((text) => text.toLowerCase())
  .meta({ example: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc' })

export const json = <T extends z.ZodType>(schema: T, example: unknown) => ({
  description: 'The answer.',
  content: { 'application/json': { schema, example } },
})
/** Kinds of one status stand together, each with its example. */
export const problems = (...kinds: ProblemKind[]) => {
  const statuses = [...new Set(kinds.map((kind) => problemKinds[kind].status))]
  return Object.fromEntries(
    statuses.map((status) => {
      const own = kinds.filter((kind) => problemKinds[kind].status === status)
      const examples = own.map((kind) => {
        const { title } = problemKinds[kind]
        return [kind, { summary: title, value: problemBody(new ApiProblem(kind, title)) }]
      })
      return [
        status,
        {
          description: own.map((kind) => problemKinds[kind].title).join(' '),
          content: {
            'application/problem+json': { schema: shapes.Problem, examples: Object.fromEntries(examples) },
          },
        },
      ]
    }),
  )
}

/** A route that reads. */
export const get = <P extends string, Q extends z.ZodObject, R extends z.ZodObject, S extends z.ZodType>(
  path: P,
  summary: string,
  {
    query,
    params,
    answer,
    example,
    csv,
    fails = [],
  }: { query?: Q; params?: R; answer: S; example: unknown; csv?: string; fails?: ProblemKind[] },
) =>
  createRoute({
    method: 'get',
    path,
    summary,
    request: { ...(query && { query }), ...(params && { params }) } as { query: Q; params: R },
    responses: {
      200: {
        description: 'The answer.',
        content: {
          'application/json': { schema: answer, example },
          ...(csv !== undefined && { 'text/csv': { schema: z.string(), example: csv } }),
        },
      },
      ...problems('BadRequest', ...fails, 'TooManyRequests', 'NotReady'),
    },
  })
/** The answer of a route whose shape the route has declared. */
export const answer = (c: { json: (body: never, status: 200) => unknown }, body: unknown) =>
  c.json(body as never, 200) as never
