import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import { streamSSE } from 'hono/streaming'
import { ClockMove, moveClock } from '../demonstration/moveClock.ts'
import { listEvents } from '../events/listEvents.ts'
import { findLoan } from '../loans/findLoan.ts'
import { listHolders } from '../loans/listHolders.ts'
import { listLoans } from '../loans/listLoans.ts'
import { readLoan } from '../loans/readLoan.ts'
import { readPayoff } from '../loans/readPayoff.ts'
import { readSchedule } from '../loans/readSchedule.ts'
import { readParticipant } from '../participants/readParticipant.ts'
import { readPlatform } from '../platform/readPlatform.ts'
import { cashFlowsCsv, listCashFlows } from '../portfolios/listCashFlows.ts'
import { listHoldings } from '../portfolios/listHoldings.ts'
import { readPortfolio } from '../portfolios/readPortfolio.ts'
import { listProducts } from '../products/listProducts.ts'
import { search } from '../search/search.ts'
import { readStatistics } from '../statistics/readStatistics.ts'
import { blockCache } from './blockCache.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { examples } from './examples.ts'
import { ApiProblem, type ProblemKind, problemBody, problemKinds, sendProblem } from './problems.ts'

const Cursor = { cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(24) }
const Number_ = z.object({ number: z.coerce.number().int().positive() })
const Holder_ = z.object({
  address: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'is not an address')
    .transform((text) => text.toLowerCase()),
})

const json = <T extends z.ZodType>(schema: T, example?: unknown, description = 'The answer.') => ({
  description,
  content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
})
const problems = (...kinds: ProblemKind[]) =>
  Object.fromEntries(
    kinds.map((kind) => [
      problemKinds[kind].status,
      {
        description: problemKinds[kind].title,
        content: {
          'application/problem+json': {
            schema: shapes.Problem,
            example: problemBody(new ApiProblem(kind, problemKinds[kind].title)),
          },
        },
      },
    ]),
  )

/** All routes under /api/v1. A route declares; what it answers is read by a verb of its own. */
export const createApi = (context: ApiContext) => {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
      return sendProblem(c, new ApiProblem('BadRequest', detail, errors))
    },
  })
  const cached = blockCache()
  // Platform, stream and demonstration do not stand on a block; everything else does.
  api.use(async (c, next) => {
    if (/\/(platform|stream|demonstration\/\w+)$/.test(c.req.path)) return next()
    const at = context.head.current()
    if (at === null)
      throw new ApiProblem('NotReady', 'The first blocks are being read. Ask again in a moment.')
    c.set('read', { ...context, at, now: at.time })
    return cached(c, next)
  })
  const get = <P extends string, Q extends z.ZodObject, R extends z.ZodObject, S extends z.ZodType>(
    path: P,
    summary: string,
    {
      query,
      params,
      answer,
      example,
      fails = [],
    }: { query?: Q; params?: R; answer: S; example?: unknown; fails?: ProblemKind[] },
  ) =>
    createRoute({
      method: 'get',
      path,
      summary,
      request: { ...(query && { query }), ...(params && { params }) } as { query: Q; params: R },
      responses: {
        200: json(answer, example),
        ...problems('BadRequest', ...fails, 'TooManyRequests', 'NotReady'),
      },
    })
  const answer = (c: { json: (body: never, status: 200) => unknown }, body: unknown) =>
    c.json(body as never, 200) as never

  api.openapi(
    get('/platform', 'Where the chain is and how far it has been read', {
      answer: shapes.Platform,
      example: examples.platform,
    }),
    (c) => answer(c, readPlatform(context)),
  )
  api.openapi(get('/statistics', 'Figures of the whole platform', { answer: shapes.Statistics }), async (c) =>
    answer(c, await readStatistics(c.var.read)),
  )
  api.openapi(
    get('/products', 'What loans may be asked for', {
      answer: shapes.page(shapes.Product),
      example: examples.products,
    }),
    async (c) => answer(c, await listProducts(c.var.read)),
  )
  api.openapi(
    get('/loans', 'Loans, filtered and sorted', {
      query: shapes.LoanQuery,
      answer: shapes.page(shapes.LoanSummary),
      example: examples.loans,
    }),
    async (c) => answer(c, await listLoans(c.var.read, c.req.valid('query'))),
  )
  api.openapi(
    get('/loans/{number}', 'A loan with its position', {
      params: Number_,
      answer: shapes.LoanDetail,
      fails: ['LoanNotFound'],
    }),
    async (c) => answer(c, await readLoan(c.var.read, c.req.valid('param').number)),
  )
  api.openapi(
    get('/loans/{number}/schedule', 'The schedule of a loan', {
      params: Number_,
      answer: shapes.Schedule,
      example: examples.schedule,
      fails: ['LoanNotFound'],
    }),
    async (c) => answer(c, await readSchedule(c.var.read, c.req.valid('param').number)),
  )
  api.openapi(
    get('/loans/{number}/holders', 'Who holds the notes of a loan', {
      params: Number_,
      query: z.object(Cursor),
      answer: shapes.page(shapes.Holder),
      fails: ['LoanNotFound'],
    }),
    async (c) => answer(c, await listHolders(c.var.read, c.req.valid('param').number, c.req.valid('query'))),
  )
  api.openapi(
    get('/loans/{number}/events', 'Everything that happened to a loan', {
      params: Number_,
      query: z.object(Cursor),
      answer: shapes.page(shapes.ChainEvent),
      fails: ['LoanNotFound'],
    }),
    async (c) => {
      const loan = await findLoan(c.var.read, c.req.valid('param').number)
      return answer(c, await listEvents(c.var.read, { ...c.req.valid('query'), loanNumber: loan.number }))
    },
  )
  const Payoff = shapes.Split.extend({ at: shapes.Timestamp, total: shapes.BaseUnits })
  api.openapi(
    get('/loans/{number}/payoff', 'What settles a loan at a time', {
      params: Number_,
      query: z.object({ at: z.coerce.number().int().nonnegative().optional() }),
      answer: Payoff,
      example: examples.payoff,
      fails: ['LoanNotFound'],
    }),
    async (c) =>
      answer(c, await readPayoff(c.var.read, c.req.valid('param').number, c.req.valid('query').at)),
  )
  api.openapi(
    get('/events', 'Everything that happened', {
      query: z.object({
        ...Cursor,
        type: z
          .string()
          .regex(/^\w{1,64}(,\w{1,64}){0,31}$/)
          .optional(),
      }),
      answer: shapes.page(shapes.ChainEvent),
      example: examples.events,
    }),
    async (c) => answer(c, await listEvents(c.var.read, c.req.valid('query'))),
  )
  api.openapi(
    get('/participants/{id}', "A participant's public record", {
      params: z.object({ id: z.coerce.number().int().positive() }),
      answer: shapes.Participant,
      fails: ['ParticipantNotFound'],
    }),
    async (c) => answer(c, await readParticipant(c.var.read, c.req.valid('param').id)),
  )
  api.openapi(
    get('/portfolios/{address}', 'What an address holds and was paid', {
      params: Holder_,
      answer: shapes.Portfolio,
    }),
    async (c) => answer(c, await readPortfolio(c.var.read, c.req.valid('param').address)),
  )
  api.openapi(
    get('/portfolios/{address}/holdings', 'Holdings of an address', {
      params: Holder_,
      query: z.object({ ...Cursor, status: z.string().optional() }),
      answer: shapes.page(shapes.Holding),
    }),
    async (c) =>
      answer(c, await listHoldings(c.var.read, c.req.valid('param').address, c.req.valid('query'))),
  )
  api.openapi(
    get(
      '/portfolios/{address}/cash-flows',
      'Cash flows of an address; all of them as CSV with `Accept: text/csv`',
      { params: Holder_, query: z.object(Cursor), answer: shapes.page(shapes.CashFlow) },
    ),
    async (c) => {
      const { address } = c.req.valid('param')
      if (c.req.header('accept')?.includes('text/csv') !== true)
        return answer(c, await listCashFlows(c.var.read, address, c.req.valid('query')))
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${address}.csv"`,
      }
      return c.body(await cashFlowsCsv(c.var.read, address), 200, headers) as never
    },
  )
  api.openapi(
    get('/search', 'Finds a loan, participant, series, transaction or wallet', {
      query: z.object({ q: z.string().min(1).max(100) }),
      answer: shapes.page(shapes.SearchHit),
    }),
    async (c) => answer(c, await search(c.var.read, c.req.valid('query').q)),
  )
  api.openapi(
    get('/demonstration/accounts', 'Accounts anyone may act as, on a local chain', {
      answer: shapes.page(shapes.DemonstrationAccount),
      fails: ['NotLocal'],
    }),
    async (c) => {
      if (!context.local) throw new ApiProblem('NotLocal', 'Only a local chain has demonstration accounts.')
      const items = await context.demonstrationAccounts()
      return answer(c, { items, nextCursor: null, total: items.length })
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/demonstration/clock',
      summary: 'Moves the clock of a local chain',
      request: {
        body: {
          content: { 'application/json': { schema: ClockMove, example: { by: 'month' } } },
          required: true,
        },
      },
      responses: {
        200: json(z.object({ time: shapes.Timestamp }), { time: 1_800_000_000 }),
        ...problems('BadRequest', 'NotLocal', 'NothingFallsDue'),
      },
    }),
    async (c) => answer(c, await moveClock(context, c.req.valid('json'))),
  )
  api.get('/stream', (c) =>
    streamSSE(c, async (stream) => {
      context.metrics.streams.inc()
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
      const stop = context.head.listen(
        (change) => void stream.writeSSE({ event: 'change', data: JSON.stringify(change) }),
      )
      // A line now and then shows both ends that the other is still there.
      const beat = setInterval(() => void stream.write(': beat\n\n'), 15_000)
      try {
        await stream.write('retry: 2000\n\n')
        await ended
      } finally {
        clearInterval(beat)
        stop()
        context.metrics.streams.dec()
      }
    }),
  )
  return api
}
