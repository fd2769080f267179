import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import * as shapes from '@hurong/sdk/api/schemas'
import type { Context } from 'hono'
import { carryingRoute } from '../carrying/route.ts'
import { coSignerRoute } from '../coSigner/route.ts'
import { inputsRoute } from '../demonstration/inputsRoute.ts'
import { ClockMove, moveClock } from '../demonstration/moveClock.ts'
import { listEvents } from '../events/listEvents.ts'
import { findLoan } from '../loans/findLoan.ts'
import { listHolders } from '../loans/listHolders.ts'
import { listLoans } from '../loans/listLoans.ts'
import { readLoan } from '../loans/readLoan.ts'
import { readPayoff } from '../loans/readPayoff.ts'
import { readSchedule } from '../loans/readSchedule.ts'
import { noticeRoutes } from '../notices/routes.ts'
import { readParticipant } from '../participants/readParticipant.ts'
import { readPlatform } from '../platform/readPlatform.ts'
import { cashFlowsCsv, listCashFlows } from '../portfolios/listCashFlows.ts'
import { listHoldings } from '../portfolios/listHoldings.ts'
import { readPortfolio } from '../portfolios/readPortfolio.ts'
import { listOperations } from '../powers/listOperations.ts'
import { readPowers } from '../powers/readPowers.ts'
import { listProducts } from '../products/listProducts.ts'
import { search } from '../search/search.ts'
import { sessionRoutes } from '../sessions/routes.ts'
import { readStatistics } from '../statistics/readStatistics.ts'
import { verificationRoute } from '../verification/route.ts'
import { blockCache } from './blockCache.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { creditRoutes } from './creditRoutes.ts'
import { AccountAddress, answer, Cursor, get, json, problems } from './describe.ts'
import { examples } from './examples.ts'
import { modelRoutes } from './modelRoutes.ts'
import { isPersonal } from './personal.ts'
import { ApiProblem, sendProblem } from './problems.ts'
import { streamChanges } from './stream.ts'

const Number_ = z.object({ number: z.coerce.number().int().positive().meta({ example: 1 }) })
const Holder_ = z.object({ address: AccountAddress })

/** Where whoever asks reaches this server; a proxy in front tells that it speaks TLS. */
const originOf = ({ req }: Context): string => {
  const { origin } = new URL(req.url)
  return req.header('x-forwarded-proto') === 'https' ? origin.replace(/^http:/, 'https:') : origin
}

const chinese = z.locales.zhCN().localeError

/** What is wrong with a parameter or a field, in Chinese. */
const inChinese = (issue: z.core.$ZodIssue): string => {
  const text = chinese(issue as never)
  return (typeof text === 'string' ? text : text?.message) ?? issue.message
}

/** All routes under /api/v1. A route declares; what it answers is read by a verb of its own. */
export const createApi = (context: ApiContext) => {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const errors = result.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
        zh: inChinese(issue),
      }))
      const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
      const detailZh = errors.map(({ path, zh }) => `${path}:${zh}`).join(';')
      return sendProblem(c, new ApiProblem('BadRequest', detail, errors, detailZh))
    },
  })
  const cached = blockCache()
  // Platform, stream and demonstration do not stand on a block; everything else does.
  api.use(async (c, next) => {
    c.set('sessions', context.sessions)
    if (isPersonal(c.req.path)) {
      c.header('cache-control', 'no-store')
      return next()
    }
    if (/\/(platform|stream|demonstration\/\w+)$/.test(c.req.path)) return next()
    const at = context.head.current()
    if (at === null)
      throw new ApiProblem('NotReady', 'The first blocks are being read. Ask again in a moment.')
    c.set('read', { ...context, at, now: at.time })
    // Applications are personal, and the log moves without a block: nothing of them is kept.
    if (c.req.path.includes('/credit/')) {
      c.header('cache-control', 'no-store')
      return next()
    }
    return cached(c, next)
  })
  api.openapi(
    get('/platform', 'Where the chain is and how far it has been read', {
      answer: shapes.Platform,
      example: examples.platform,
    }),
    async (c) => answer(c, await readPlatform(context, originOf(c))),
  )
  api.openapi(
    get('/statistics', 'Figures of the whole platform', {
      answer: shapes.Statistics,
      example: examples.statistics,
    }),
    async (c) => answer(c, await readStatistics(c.var.read)),
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
      answer: shapes.LoanPage,
      example: examples.loans,
    }),
    async (c) => answer(c, await listLoans(c.var.read, c.req.valid('query'))),
  )
  api.openapi(
    get('/loans/{number}', 'A loan with its position', {
      params: Number_,
      answer: shapes.LoanDetail,
      example: examples.loan,
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
      example: examples.holders,
      fails: ['LoanNotFound'],
    }),
    async (c) => answer(c, await listHolders(c.var.read, c.req.valid('param').number, c.req.valid('query'))),
  )
  api.openapi(
    get('/loans/{number}/events', 'Everything that happened to a loan', {
      params: Number_,
      query: z.object(Cursor),
      answer: shapes.page(shapes.ChainEvent),
      example: examples.loanEvents,
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
      query: z.object({
        at: z.coerce.number().int().nonnegative().optional().meta({ example: 1_800_000_000 }),
      }),
      answer: Payoff,
      example: examples.payoff,
      fails: ['LoanNotFound'],
    }),
    async (c) =>
      answer(c, await readPayoff(c.var.read, c.req.valid('param').number, c.req.valid('query').at)),
  )
  api.openapi(
    get('/events', 'Everything that happened; flags of single holdings only where `type` names them', {
      query: z.object({
        ...Cursor,
        type: z
          .string()
          .regex(/^\w{1,64}(,\w{1,64}){0,31}$/)
          .optional()
          .meta({ example: 'LoanDrawn,LoanDefaulted' }),
      }),
      answer: shapes.page(shapes.ChainEvent),
      example: examples.events,
    }),
    async (c) => answer(c, await listEvents(c.var.read, c.req.valid('query'))),
  )
  api.openapi(
    get('/participants/{id}', "A participant's public record", {
      params: z.object({ id: z.coerce.number().int().positive().meta({ example: 1 }) }),
      answer: shapes.Participant,
      example: examples.participant,
      fails: ['ParticipantNotFound'],
    }),
    async (c) => answer(c, await readParticipant(c.var.read, c.req.valid('param').id)),
  )
  api.openapi(
    get('/portfolios/{address}', 'What an address holds and was paid', {
      params: Holder_,
      answer: shapes.Portfolio,
      example: examples.portfolio,
    }),
    async (c) => answer(c, await readPortfolio(c.var.read, c.req.valid('param').address)),
  )
  api.openapi(
    get('/portfolios/{address}/holdings', 'Holdings of an address', {
      params: Holder_,
      query: z.object({
        ...Cursor,
        status: z.string().optional().meta({ example: 'active,late' }),
        loan: z.coerce.number().int().positive().optional().meta({ example: 1 }),
        claimableIn: AccountAddress.optional().meta({
          description: 'Only those from which something of this currency can be claimed.',
          example: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
        }),
      }),
      answer: shapes.page(shapes.Holding),
      example: examples.holdings,
    }),
    async (c) =>
      answer(c, await listHoldings(c.var.read, c.req.valid('param').address, c.req.valid('query'))),
  )
  api.openapi(
    get(
      '/portfolios/{address}/cash-flows',
      'Cash flows of an address; all of them as CSV with `Accept: text/csv`',
      {
        params: Holder_,
        query: z.object(Cursor),
        answer: shapes.page(shapes.CashFlow),
        example: examples.cashFlows,
        csv: examples.cashFlowsCsv,
      },
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
      query: z.object({ q: z.string().min(1).max(100).meta({ example: 'L-1' }) }),
      answer: shapes.page(shapes.SearchHit),
      example: examples.search,
    }),
    async (c) => answer(c, await search(c.var.read, c.req.valid('query').q)),
  )
  api.openapi(
    get('/powers', 'Who may do what, and how long in advance it must be announced', {
      answer: shapes.Powers,
      example: examples.powers,
    }),
    async (c) => answer(c, await readPowers(c.var.read)),
  )
  api.openapi(
    get('/powers/operations', 'Acts that were announced, and what became of them', {
      query: z.object(Cursor),
      answer: shapes.page(shapes.Operation),
      example: examples.operations,
    }),
    async (c) => answer(c, await listOperations(c.var.read, c.req.valid('query'))),
  )
  modelRoutes(api)
  creditRoutes(api)
  inputsRoute(api)
  verificationRoute(api)
  sessionRoutes(api)
  noticeRoutes(api, context)
  coSignerRoute(api, context.coSigner)
  carryingRoute(api, context.carrier)
  api.openapi(
    get('/demonstration/accounts', 'Accounts anyone may act as, on a local chain', {
      answer: shapes.page(shapes.DemonstrationAccount),
      example: examples.accounts,
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
        ...problems('BadRequest', 'NotLocal', 'BeingPrepared', 'NothingFallsDue', 'TimeRunsForwardOnly'),
      },
    }),
    async (c) => answer(c, await moveClock(context, c.req.valid('json'))),
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/stream',
      summary: 'What changes, as server-sent events; `Last-Event-ID` brings what was missed',
      request: {
        headers: z.object({
          'last-event-id': z
            .string()
            .optional()
            .meta({ example: `1024-0x${'ab'.repeat(32)}` }),
        }),
      },
      responses: {
        200: {
          description: 'Events named `change`; their data is a StreamChange.',
          content: { 'text/event-stream': { schema: z.string(), example: examples.stream } },
        },
        ...problems('TooManyRequests'),
      },
    }),
    (c) => streamChanges(context, c) as never,
  )
  return api
}
