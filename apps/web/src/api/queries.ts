import type {
  CashFlow,
  ChainEvent,
  CreditModel,
  CreditModelDetail,
  DemonstrationAccount,
  Holder,
  Holding,
  LoanDetail,
  LoanPage,
  LoanQuery,
  LoanSummary,
  Page,
  Participant,
  Platform,
  Portfolio,
  Product,
  Schedule,
  SearchHit,
  Split,
  Statistics,
} from '@hurong/sdk/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type Query, readApi } from './client.ts'
import { orFromChain } from './orFromChain.ts'
import { rememberJson } from './remember.ts'

/** First parts of query keys; the stream of changes invalidates by them. */
export const keys = {
  platform: ['platform'],
  statistics: ['statistics'],
  products: ['products'],
  loanList: ['loanList'],
  loan: (number: number) => ['loan', number],
  participant: (id: number) => ['participant', id],
  portfolios: ['portfolio'],
  portfolio: (address: string) => ['portfolio', address.toLowerCase()],
  events: ['events'],
  chain: ['chain'],
  models: ['models'],
} as const

export const platformQuery = queryOptions({
  queryKey: keys.platform,
  queryFn: async ({ signal }) =>
    rememberJson('hurong.platform', await readApi<Platform>('/platform', {}, signal)),
})

export const demonstrationAccountsQuery = queryOptions({
  queryKey: ['demonstrationAccounts'],
  queryFn: async ({ signal }) =>
    rememberJson(
      'hurong.demonstrationAccounts',
      (await readApi<Page<DemonstrationAccount>>('/demonstration/accounts', {}, signal)).items,
    ),
  staleTime: Number.POSITIVE_INFINITY,
})

export const statisticsQuery = queryOptions({
  queryKey: keys.statistics,
  queryFn: ({ signal }) => readApi<Statistics>('/statistics', {}, signal),
})

export const productsQuery = queryOptions({
  queryKey: keys.products,
  queryFn: ({ signal }) =>
    orFromChain<readonly Product[]>(
      async () => (await readApi<Page<Product>>('/products', {}, signal)).items,
      (chain) => chain.productsFromChain(),
    ),
})

type FromChain = typeof import('../chain/fallback/index.ts')

const paged = <T, Whole extends Page<T> = Page<T>>(
  key: readonly unknown[],
  path: string,
  query: Query = {},
  fromChain?: (chain: FromChain, cursor: string | null) => Promise<Whole>,
) =>
  infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => {
      const read = () => readApi<Whole>(path, { ...query, cursor: pageParam ?? undefined }, signal)
      return fromChain ? orFromChain(read, (chain) => fromChain(chain, pageParam)) : read()
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

export const loanListQuery = (query: Partial<LoanQuery> = {}) =>
  paged<LoanSummary, LoanPage>(keys.loanList, '/loans', query as Query, (chain, cursor) =>
    query.borrower === undefined
      ? chain.loansFromChain(query, cursor)
      : chain.loansOfFromChain(Number(query.borrower)),
  )

export const loanQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.loan(number), 'detail'],
    queryFn: ({ signal }) =>
      orFromChain(
        () => readApi<LoanDetail>(`/loans/${number}`, {}, signal),
        (chain) => chain.loanFromChain(number),
      ),
  })

export const scheduleQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.loan(number), 'schedule'],
    queryFn: ({ signal }) =>
      orFromChain(
        () => readApi<Schedule>(`/loans/${number}/schedule`, {}, signal),
        (chain) => chain.scheduleFromChain(number),
      ),
  })

export const holdersQuery = (number: number, limit = 20) =>
  paged<Holder>([...keys.loan(number), 'holders'], `/loans/${number}/holders`, { limit }, (chain) =>
    chain.holdersFromChain(number),
  )

export const loanEventsQuery = (number: number, limit = 20) =>
  paged<ChainEvent>([...keys.loan(number), 'events'], `/loans/${number}/events`, { limit }, (chain) =>
    chain.loanEventsFromChain(number),
  )

export const payoffQuery = (number: number, at?: number) =>
  queryOptions({
    queryKey: [...keys.loan(number), 'payoff', at ?? null],
    queryFn: ({ signal }) =>
      orFromChain(
        () => readApi<Split & { total: string }>(`/loans/${number}/payoff`, { at }, signal),
        (chain) => chain.payoffFromChain(number, at),
      ),
  })

export const eventsQuery = (query: { limit?: number; type?: string } = {}) =>
  paged<ChainEvent>(keys.events, '/events', query, (chain) =>
    chain.eventsFromChain(query.limit ?? 24, query.type),
  )

export const participantQuery = (id: number) =>
  queryOptions({
    queryKey: keys.participant(id),
    queryFn: ({ signal }) =>
      orFromChain(
        () => readApi<Participant>(`/participants/${id}`, {}, signal),
        (chain) => chain.participantFromChain(id),
      ),
  })

export const portfolioQuery = (address: string) =>
  queryOptions({
    queryKey: [...keys.portfolio(address), 'summary'],
    queryFn: ({ signal }) =>
      orFromChain(
        () => readApi<Portfolio>(`/portfolios/${address}`, {}, signal),
        (chain) => chain.portfolioFromChain(address),
      ),
  })

export const holdingsQuery = (address: string, query: { limit?: number; status?: string } = {}) =>
  paged<Holding>(
    [...keys.portfolio(address), 'holdings'],
    `/portfolios/${address}/holdings`,
    query,
    (chain) => chain.holdingsFromChain(address),
  )

/** Whether anything was ever kept of it: what was put in and taken back at once leaves an empty holding behind. */
export const isHolding = ({ balance, claimable, claimed }: Holding): boolean =>
  BigInt(balance) + BigInt(claimable) + BigInt(claimed) > 0n

/** What `address` can claim something of in a currency, page by page; without the server whatever it holds. */
async function* claimableIn(address: string, currency: string, signal: AbortSignal): AsyncGenerator<Holding> {
  let cursor: string | null = null
  do {
    const after = cursor ?? undefined
    const page: Page<Holding> = await orFromChain(
      () =>
        readApi<Page<Holding>>(
          `/portfolios/${address}/holdings`,
          { claimableIn: currency, limit: 100, cursor: after },
          signal,
        ),
      (chain) => chain.holdingsFromChain(address),
    )
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== null)
}

/** What `address` holds of one loan; null for nothing. */
export const holdingQuery = (address: string, number: number) =>
  queryOptions({
    queryKey: [...keys.portfolio(address), 'holding', number],
    queryFn: async ({ signal }): Promise<Holding | null> => {
      const page = await orFromChain(
        () => readApi<Page<Holding>>(`/portfolios/${address}/holdings`, { loan: number, limit: 1 }, signal),
        (chain) => chain.holdingsFromChain(address),
      )
      const found = page.items.find(({ loan }) => loan.number === number)
      return found && isHolding(found) ? found : null
    },
  })

/** Holdings of `address` in a currency from which something can be claimed, no more than `most`. */
export const claimableQuery = (address: string, currency: string, most: number) =>
  queryOptions({
    queryKey: [...keys.portfolio(address), 'claimable', currency, most],
    queryFn: async ({ signal }): Promise<readonly Holding[]> => {
      const found: Holding[] = []
      for await (const holding of claimableIn(address, currency, signal)) {
        if (holding.loan.currency === currency && BigInt(holding.claimable) > 0n) found.push(holding)
        if (found.length === most) break
      }
      return found
    },
  })

export const cashFlowsQuery = (address: string, limit = 50) =>
  paged<CashFlow>([...keys.portfolio(address), 'cashFlows'], `/portfolios/${address}/cash-flows`, { limit })

/** A model as registered; what only the server counts is missing where the chain alone told it. */
export type KnownModel = Omit<CreditModel, 'loans'> & {
  readonly loans: number | null
} & Partial<Pick<CreditModelDetail, 'trackRecord' | 'totals'>>

export const modelsQuery = queryOptions({
  queryKey: keys.models,
  queryFn: ({ signal }) =>
    orFromChain<readonly KnownModel[]>(
      async () => (await readApi<Page<CreditModel>>('/models', {}, signal)).items,
      (chain) => chain.modelsFromChain(),
    ),
})

export const modelQuery = (hash: string) =>
  queryOptions({
    queryKey: [...keys.models, hash],
    queryFn: ({ signal }) =>
      orFromChain<KnownModel>(
        () => readApi<CreditModelDetail>(`/models/${hash}`, {}, signal),
        (chain) => chain.modelFromChain(hash),
      ),
  })

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: async ({ signal }) => (await readApi<Page<SearchHit>>('/search', { q }, signal)).items,
    enabled: q.trim() !== '',
  })
