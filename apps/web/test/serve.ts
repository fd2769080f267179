import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import type { LoanSummary } from '@hurong/sdk/api'
import { now } from './mock/loans.ts'
import {
  accounts,
  events,
  holdings,
  loanOf,
  loans,
  participant,
  platform,
  portfolio,
  products,
  statistics,
} from './mock/market.ts'

/**
 * Serves the built site (`dist/`) with an imagined market behind the API, to look at pages without a platform:
 * `node apps/web/test/serve.ts 18400`. For development and tests of pages alone; never part of the site.
 */
const dist = join(import.meta.dirname, '..', 'dist')
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

const paged = <T>(items: readonly T[], url: URL) => {
  const limit = Number(url.searchParams.get('limit') ?? 24)
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const nextCursor = from + limit < items.length ? String(from + limit) : null
  return { items: items.slice(from, from + limit), nextCursor, total: items.length }
}

function list(url: URL): LoanSummary[] {
  const q = (name: string) => url.searchParams.get(name)
  const among = (name: string, value: string) => q(name)?.split(',').includes(value) ?? true
  const atLeast = (name: string, value: number) => q(name) === null || value >= Number(q(name))
  const atMost = (name: string, value: number) => q(name) === null || value <= Number(q(name))
  const found = loans
    .map(({ detail }) => detail)
    .filter(
      (loan) =>
        among('status', loan.status) &&
        among('method', loan.terms.method) &&
        among('purpose', loan.purpose) &&
        atLeast('minRate', loan.terms.annualRate) &&
        atMost('maxRate', loan.terms.annualRate) &&
        atLeast('minTermDays', loan.termDays) &&
        atMost('maxTermDays', loan.termDays) &&
        atLeast('minFundedShare', loan.fundedShare) &&
        atMost('maxFundedShare', loan.fundedShare),
    )
  const keys: Record<string, (loan: LoanSummary) => number> = {
    newest: (loan) => loan.number,
    rate: (loan) => loan.terms.annualRate,
    term: (loan) => loan.termDays,
    fundedShare: (loan) => loan.fundedShare,
    deadline: (loan) => loan.fundingDeadline,
    principal: (loan) => Number(loan.terms.principal),
  }
  const key = keys[q('sort') ?? 'newest'] ?? ((loan: LoanSummary) => loan.number)
  const sign = q('order') === 'asc' ? 1 : -1
  return found.sort((a, b) => sign * (key(a) - key(b)))
}

function answer(url: URL, port: number): unknown {
  const [, , , kind = '', key = '', part = ''] = url.pathname.split('/')
  if (kind === 'platform') return platform(port)
  if (kind === 'statistics') return statistics()
  if (kind === 'products') return { items: products, nextCursor: null }
  if (kind === 'demonstration') return { items: accounts, nextCursor: null }
  if (kind === 'events') return paged(events, url)
  if (kind === 'participants') return participant(Number(key))
  if (kind === 'portfolios') return part === 'holdings' ? paged(holdings(key), url) : portfolio(key)
  if (kind === 'loans' && key === '') return paged(list(url), url)
  const loan = kind === 'loans' ? loanOf(Number(key)) : undefined
  if (!loan) return null
  const { number, loanId, drawnAt } = loan.detail
  if (part === 'schedule') return { loanId, number, drawn: drawnAt !== null, rows: loan.rows }
  if (part === 'events') return paged([...loan.events].reverse(), url)
  if (part === 'holders')
    return paged(
      loan.holders.map(({ index, balance }) => ({
        holder: `0x${(index + 0xa000).toString(16).padStart(40, '0')}`,
        participantId: 400 + index,
        balance: String(balance),
        claimable: '0',
        claimed: '0',
      })),
      url,
    )
  return loan.detail
}

const json = (response: ServerResponse, status: number, body: unknown, type = 'application/json') => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

async function file(pathname: string, response: ServerResponse): Promise<void> {
  const wanted = normalize(pathname).replace(/^\/+/, '')
  const path = extname(wanted) === '' ? 'index.html' : wanted
  try {
    const body = await readFile(join(dist, path))
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}

/** @returns The server, listening. */
export function serve(port: number) {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
    if (url.pathname === '/rpc') return json(response, 200, { jsonrpc: '2.0', id: 1, result: { now } })
    if (url.pathname === '/api/v1/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return void response.write(': hello\n\n')
    }
    if (!url.pathname.startsWith('/api/')) return file(url.pathname, response)
    const body = answer(url, port)
    if (body !== null) return json(response, 200, body)
    json(
      response,
      404,
      { type: 'about:blank#NotFound', title: 'Not found', status: 404 },
      'application/problem+json',
    )
  }
  return createServer((request, response) => void handle(request, response)).listen(port, '127.0.0.1')
}

if (process.argv[1] === import.meta.filename) serve(Number(process.argv[2] ?? 18_400))
