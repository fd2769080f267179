import { z } from 'zod'
import { CreditDecision } from '../api/schemas.ts'
import type { StoredDecision } from './followDecisions.ts'

const Page = z.object({ items: z.array(CreditDecision), nextCursor: z.string().nullable() })
const pageSize = 100

/**
 * The whole decision log as a server tells anybody, oldest line first.
 * @param origin Of the server.
 * @throws Error that says what the server answered instead.
 */
export const readDecisions = async (origin: string): Promise<StoredDecision[]> => {
  const newestFirst: StoredDecision[] = []
  let cursor: string | null = null
  do {
    const url = new URL('/api/v1/credit/log', origin)
    url.searchParams.set('limit', String(pageSize))
    if (cursor !== null) url.searchParams.set('cursor', cursor)
    const response = await fetch(url).catch((cause: unknown) => {
      throw new Error(`no server answers at ${url.origin}.`, { cause })
    })
    const page = response.ok ? Page.safeParse(await response.json().catch(() => null)) : undefined
    if (!page?.success)
      throw new Error(`${url.origin} tells no decision log: it answered ${response.status}.`)
    newestFirst.push(...(page.data.items as StoredDecision[]))
    cursor = page.data.nextCursor
  } while (cursor !== null)
  return newestFirst.reverse()
}
