import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import { fewRefusals } from '../carrying/fewRefusals.ts'
import { causeOf } from '../database/causeOf.ts'
import { databaseAnswers } from '../platform/databaseAnswers.ts'
import { relayerRoute } from '../relayer/routes.ts'
import { createApi } from './api.ts'
import type { ApiContext } from './context.ts'
import { docsPage, docsScript } from './docsPage.ts'
import { fewStreams } from './fewStreams.ts'
import { isPersonal } from './personal.ts'
import { ApiProblem, sendProblem } from './problems.ts'
import { type RateLimit, rateLimit } from './rateLimit.ts'
import { site } from './site.ts'

/** More than any request needs. */
const greatestBody = 64 * 1024

/** Blocks the rows may be behind and answers still be of the present. */
const greatestLag = 64

/** Of all requests of a client, one in so many may be about signing in. */
const signingInShare = 20
/** The methods by which somebody has the server ask the chain or write to people. */
const costly: ReadonlySet<string> = new Set(['POST', 'PUT'])

/** The pattern a request went to: what people make up adds none. */
const routeOf = (c: Context): string => {
  const own = c.req.path.startsWith('/api/') || c.req.path === '/bundler'
  if (!own) return 'site'
  return matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'other'
}

export interface AppSettings {
  readonly context: ApiContext
  readonly limit: RateLimit
  /** Folder of the built site; none is served if left out. */
  readonly webRoot?: string | undefined
}

/** Everything the server answers over HTTP. */
export const createApp = ({ context, limit, webRoot }: AppSettings) => {
  const { log, metrics, deployment } = context
  const app = new OpenAPIHono()
  app.onError((error, c) => {
    if (error instanceof ApiProblem) return sendProblem(c, error)
    // A body that is no JSON, or of another type.
    if (error instanceof HTTPException && error.status < 500)
      return sendProblem(c, new ApiProblem('BadRequest', error.message))
    log.error({ cause: causeOf(error), path: c.req.path }, 'a request failed')
    return sendProblem(c, new ApiProblem('Internal', 'It has been noted. Ask again later.'))
  })
  app.notFound((c) => sendProblem(c, new ApiProblem('NotFound', `There is nothing at ${c.req.path}.`)))
  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    metrics.requests.observe(
      { route: routeOf(c), method: c.req.method, status: c.res.status },
      (performance.now() - started) / 1000,
    )
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // A reader may bring a node of their own, and injected wallets talk to theirs.
        connectSrc: ["'self'", 'http:', 'https:', 'ws:', 'wss:'],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        frameAncestors: ["'none'"],
      },
      crossOriginResourcePolicy: 'cross-origin',
      strictTransportSecurity: false,
    }),
  )
  // Anybody's site may read, and apply for credit: that takes a wallet's signature.
  app.use(
    '/api/v1/credit/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['content-type', 'x-account', 'x-deadline', 'x-signature'],
    }),
  )
  app.use(
    '/api/*',
    cors({
      origin: (_, c) => (isPersonal(c.req.path) ? null : '*'),
      allowMethods: ['GET'],
      exposeHeaders: ['etag', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'],
    }),
  )
  app.use('/api/*', rateLimit(limit, metrics))
  app.use('/api/*', fewStreams(limit, metrics))
  // Signing in asks the chain, and invites guessing; an address to be told at is sent an e-mail.
  const few = rateLimit({ ...limit, perMinute: Math.max(1, limit.perMinute / signingInShare) }, metrics)
  app.use('/api/*', (c, next) => (costly.has(c.req.method) && isPersonal(c.req.path) ? few(c, next) : next()))
  if (context.carrier !== undefined) app.use('/api/v1/carried', fewRefusals(limit))
  const limitBody = bodyLimit({
    maxSize: greatestBody,
    onError: (c) =>
      sendProblem(c, new ApiProblem('BadRequest', `The body is larger than ${greatestBody} bytes.`)),
  })
  // Looking for a body makes a whole request of what has none, which costs more than a kept answer.
  app.use('/api/*', (c, next) => (c.req.method === 'GET' ? next() : limitBody(c, next)))
  app.route('/api/v1', createApi(context))
  if (context.relayer !== undefined) relayerRoute(app, context.relayer, limit, metrics)
  // Whether this process lives is one thing, whether it is told what happens another: a problem is named in both, and
  // turns traffic away by the second alone.
  app.get('/health', (c) =>
    c.json({
      status: 'ok',
      indexerProblem: context.chainState().problem,
      ...(context.relayer === undefined ? {} : { relayerProblem: context.relayer.problem() }),
    }),
  )
  app.get('/ready', async (c) => {
    const { problem, head } = context.chainState()
    const at = context.head.current()
    const isNear = at !== null && (head === null || head.block - at.block <= greatestLag)
    const answers = await databaseAnswers(context.database)
    const ready = isNear && problem === null && answers
    return c.json(
      {
        status: ready ? 'ready' : 'notReady',
        indexed: at?.block ?? null,
        head: head?.block ?? null,
        indexerProblem: problem,
        databaseProblem: answers ? null : 'The database does not answer.',
      },
      ready ? 200 : 503,
    )
  })
  app.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  )
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Hurong API',
      version: '1.0.0',
      description:
        'Amounts are base units as decimal strings; rates are millionths a year; times are seconds since 1970, UTC.',
    },
  })
  app.get('/docs', (c) => c.html(docsPage))
  app.get('/docs.js', (c) => c.body(docsScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/config.json', (c) => {
    c.header('cache-control', 'no-cache')
    return c.json({ apiUrl: '', rpcUrl: context.rpcUrl, chainId: deployment.chainId, local: context.local })
  })
  // Whoever builds on the SDK starts from it, in a browser from a site of their own.
  app.get('/deployment.json', cors({ origin: '*', allowMethods: ['GET'] }), (c) => c.json(deployment))
  app.all('/api/*', (c) => sendProblem(c, new ApiProblem('NotFound', `There is nothing at ${c.req.path}.`)))
  if (webRoot !== undefined) app.use(site(webRoot))
  return app
}
