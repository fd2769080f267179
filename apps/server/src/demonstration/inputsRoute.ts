import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { ApiEnv } from '../http/context.ts'
import { answer, get } from '../http/describe.ts'
import { ApiProblem } from '../http/problems.ts'

/** What an applicant said, field by field, with the salts it was committed to with. */
export type SaltedFields = Readonly<Record<string, { readonly value: string; readonly salt: `0x${string}` }>>

const example = { annual_inc: { value: '45000.0', salt: `0x${'5a'.repeat(32)}` } }

/** What the applicants of a demonstration said: their tape is public, so that anybody can make its assessments again. */
export const inputsRoute = (api: OpenAPIHono<ApiEnv>): void => {
  api.openapi(
    get('/demonstration/inputs/{loanId}', 'What the applicant of a demonstration loan said, with its salts', {
      params: z.object({
        loanId: z
          .string()
          .regex(/^\d{1,78}$/, 'is not the id of a loan')
          .meta({ example: '2843475228622665565775649907260387547313520585096921818457255063184211969' }),
      }),
      answer: z.object({
        saltedFields: z.record(z.string(), z.object({ value: z.string(), salt: shapes.Hash })),
      }),
      example: { saltedFields: example },
      fails: ['NotLocal', 'LoanNotFound'],
    }),
    async (c) => {
      const { demonstrationInputs } = c.var.read
      if (demonstrationInputs === undefined)
        throw new ApiProblem('NotLocal', 'What applicants said is public of a demonstration only.')
      const { loanId } = c.req.valid('param')
      const saltedFields = await demonstrationInputs(BigInt(loanId))
      if (saltedFields === undefined)
        throw new ApiProblem('LoanNotFound', 'There is no demonstration loan of this id with an assessment.')
      return answer(c, { saltedFields })
    },
  )
}
