import type { z } from '@hono/zod-openapi'
import { json, problems } from '../http/describe.ts'
import type { ProblemKind } from '../http/problems.ts'

/** What any route of sessions may answer instead. */
export const always = ['BadRequest', 'OriginRefused', 'NotSigningIn', 'TooManyRequests'] as const

export const body = <T extends z.ZodType>(schema: T, example: unknown) => ({
  content: { 'application/json': { schema, example } },
  required: true as const,
})

export const responses = <T extends z.ZodType>(
  schema: T,
  example: unknown,
  fails: readonly ProblemKind[] = [],
) => ({
  200: json(schema, example),
  ...problems(...always, ...fails),
})
