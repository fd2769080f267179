import type { Problem } from '@hurong/sdk/api'
import { siteConfig } from './config.ts'
import { setServerGone } from './reachability.ts'

/** The server answered with a problem (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
  /** What the server says, in the reader's language where it has a sentence in it. */
  said(language: 'zh' | 'en'): string {
    return (language === 'zh' ? this.problem.detailZh : undefined) ?? this.message
  }
  /** The last part of `type`, for instance `LoanNotFound`. */
  get kind(): string {
    return this.problem.type.split(/[/#:]/).at(-1) ?? ''
  }
}

/** No answer came, or one from a broken gateway: the server is gone or out of reach. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable'
}

export type Query = Readonly<Record<string, string | number | undefined>>

/** Milliseconds a reading may take. */
const waitFor = 15_000
/** What is asked to be done may take longer: a month of a demonstration is lived through, and the keeper's work done. */
const waitForDeed = 180_000

export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value))
  const tail = search.size > 0 ? `?${search}` : ''
  return `${siteConfig().apiUrl ?? ''}/api/v1${path}${tail}`
}

const isJson = (response: Response) => /\bjson\b/.test(response.headers.get('content-type') ?? '')

const asJson = (response: Response) => response.json()

async function ask<T>(
  path: string,
  query: Query,
  init: RequestInit,
  signal?: AbortSignal,
  within = waitFor,
  read: (response: Response) => Promise<unknown> = asJson,
): Promise<T> {
  const timeout = AbortSignal.timeout(within)
  let response: Response
  try {
    response = await fetch(apiUrl(path, query), {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    setServerGone(true)
    throw new ServerUnreachable(path, { cause: error })
  }
  if (response.ok && isJson(response)) {
    setServerGone(false)
    return (await read(response)) as T
  }
  if (!response.ok && isJson(response) && response.status !== 502 && response.status !== 504) {
    setServerGone(false)
    throw new ApiProblem((await response.json()) as Problem)
  }
  setServerGone(true)
  throw new ServerUnreachable(`${path}: ${response.status}`)
}

/**
 * Reads one resource of the API.
 * @throws ApiProblem when the server says why not; ServerUnreachable when it doesn't answer.
 */
export const readApi = <T>(
  path: string,
  query: Query = {},
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> => ask<T>(path, query, { headers: { accept: 'application/json', ...headers } }, signal)

/** Reads a JSON file of the API to the letter, for whoever computes its hash. @throws As `readApi` does. */
export const readApiText = (path: string, signal?: AbortSignal): Promise<string> =>
  ask<string>(path, {}, { headers: { accept: 'application/json' } }, signal, waitFor, (response) =>
    response.text(),
  )

const sending = (method: 'POST' | 'PUT', body: unknown): RequestInit => ({
  method,
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Asks the server to do something. @throws As `readApi` does. */
export const postApi = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, {}, sending('POST', body), undefined, waitForDeed)

/** Asks the server to keep something in the place of what was there. @throws As `readApi` does. */
export const putApi = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, {}, sending('PUT', body), undefined, waitForDeed)

/** Asks the server to end something. @throws As `readApi` does. */
export const deleteApi = <T>(path: string): Promise<T> =>
  ask<T>(path, {}, { method: 'DELETE', headers: { accept: 'application/json' } })
