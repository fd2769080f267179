import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
} from '@tanstack/react-router'
import { statisticsQuery } from './api/queries.ts'
import { readFundPlace } from './fund/place.ts'
import { HomePage } from './home/page.tsx'
import { readStep } from './learn/steps.ts'
import { readMarketSearch } from './market/filters.ts'
import { NotFound } from './shell/NotFound.tsx'
import { PageError } from './shell/PageError.tsx'
import { Shell } from './shell/Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageError })
const under = <const P extends string>(path: P) => ({ getParentRoute: () => root, path })

/** A number out of an address; 0 for what is none, or is greater than any the platform gives. */
const numberIn = (text: string): number =>
  /^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : 0

/** Shows that there is no such page, in the page's place. */
const orNoPage = (exists: boolean): void => {
  if (!exists) throw notFound()
}

const loanNumber = {
  params: {
    parse: ({ number }: { number: string }) => ({ number: numberIn(number) }),
    stringify: ({ number }: { number: number }) => ({ number: String(number) }),
  },
  beforeLoad: ({ params }: { params: { number: number } }) => orNoPage(params.number > 0),
  notFoundComponent: NotFound,
}
const participantId = {
  params: {
    parse: ({ id }: { id: string }) => ({ id: numberIn(id) }),
    stringify: ({ id }: { id: number }) => ({ id: String(id) }),
  },
  beforeLoad: ({ params }: { params: { id: number } }) => orNoPage(params.id > 0),
  notFoundComponent: NotFound,
}
const modelHash = {
  beforeLoad: ({ params }: { params: { hash: string } }) => orNoPage(/^0x[0-9a-f]{64}$/i.test(params.hash)),
  notFoundComponent: NotFound,
}
const query = (search: Record<string, unknown>): { q?: string } =>
  typeof search.q === 'string' || typeof search.q === 'number' ? { q: String(search.q) } : {}

/** One chunk per page; the code of a page nobody opens is never loaded, except to be kept for when the server is gone. */
export function makeRouter(client: QueryClient) {
  const routes = root.addChildren([
    createRoute({
      ...under('/'),
      loader: () => void client.prefetchQuery(statisticsQuery),
      component: HomePage,
    }),
    createRoute({
      ...under('/market'),
      validateSearch: readMarketSearch,
      component: lazyRouteComponent(() => import('./market/page.tsx'), 'MarketPage'),
    }),
    createRoute({
      ...under('/loans/$number'),
      ...loanNumber,
      component: lazyRouteComponent(() => import('./loans/page.tsx'), 'LoanPage'),
    }),
    createRoute({
      ...under('/loans/$number/fund'),
      ...loanNumber,
      validateSearch: readFundPlace,
      component: lazyRouteComponent(() => import('./fund/page.tsx'), 'FundPage'),
    }),
    createRoute({
      ...under('/portfolio'),
      component: lazyRouteComponent(() => import('./portfolio/page.tsx'), 'PortfolioPage'),
    }),
    createRoute({
      ...under('/borrow'),
      component: lazyRouteComponent(() => import('./borrow/page.tsx'), 'BorrowPage'),
    }),
    createRoute({
      ...under('/my-loans'),
      component: lazyRouteComponent(() => import('./my-loans/page.tsx'), 'MyLoansPage'),
    }),
    createRoute({
      ...under('/account'),
      component: lazyRouteComponent(() => import('./account/page.tsx'), 'AccountPage'),
    }),
    createRoute({
      ...under('/account/security'),
      component: lazyRouteComponent(() => import('./sessions/page.tsx'), 'SecurityPage'),
    }),
    createRoute({
      ...under('/account/join'),
      component: lazyRouteComponent(() => import('./account/join/page.tsx'), 'JoinPage'),
    }),
    createRoute({
      ...under('/account/add'),
      component: lazyRouteComponent(() => import('./account/join/add.tsx'), 'AddPage'),
    }),
    createRoute({
      ...under('/account/trustee'),
      component: lazyRouteComponent(() => import('./account/trustee/page.tsx'), 'TrusteePage'),
    }),
    createRoute({
      ...under('/account/recover'),
      component: lazyRouteComponent(() => import('./account/recover/page.tsx'), 'RecoverPage'),
    }),
    createRoute({
      ...under('/explorer'),
      validateSearch: query,
      component: lazyRouteComponent(() => import('./explorer/page.tsx'), 'ExplorerPage'),
    }),
    createRoute({
      ...under('/explorer/powers'),
      component: lazyRouteComponent(() => import('./explorer/powers.tsx'), 'PowersPage'),
    }),
    createRoute({
      ...under('/explorer/book'),
      component: lazyRouteComponent(() => import('./explorer/book.tsx'), 'BookPage'),
    }),
    createRoute({
      ...under('/participants/$id'),
      ...participantId,
      component: lazyRouteComponent(() => import('./participants/page.tsx'), 'ParticipantPage'),
    }),
    createRoute({
      ...under('/models'),
      component: lazyRouteComponent(() => import('./models/page.tsx'), 'ModelsPage'),
    }),
    createRoute({
      ...under('/models/$hash'),
      ...modelHash,
      component: lazyRouteComponent(() => import('./models/model.tsx'), 'ModelPage'),
    }),
    createRoute({
      ...under('/underwriting'),
      component: lazyRouteComponent(() => import('./underwriting/page.tsx'), 'UnderwritingPage'),
    }),
    createRoute({
      ...under('/learn'),
      validateSearch: readStep,
      component: lazyRouteComponent(() => import('./learn/page.tsx'), 'LearnPage'),
    }),
  ])
  return createRouter({
    routeTree: routes,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPreloadStaleTime: 0,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
