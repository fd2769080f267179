import type { QueryClient } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { statisticsQuery } from './api/queries.ts'
import { HomePage } from './home/page.tsx'
import { readStep } from './learn/steps.ts'
import { readMarketSearch } from './market/filters.ts'
import { NotFound } from './shell/NotFound.tsx'
import { PageError } from './shell/PageError.tsx'
import { Shell } from './shell/Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageError })
const under = <const P extends string>(path: P) => ({ getParentRoute: () => root, path })

/** A loan's number out of an address; what is none matches no page. */
const loanNumber = {
  parse: ({ number }: { number: string }) => ({ number: /^\d{1,15}$/.test(number) ? Number(number) : 0 }),
  stringify: ({ number }: { number: number }) => ({ number: String(number) }),
}
const participantId = {
  parse: ({ id }: { id: string }) => ({ id: /^\d{1,10}$/.test(id) ? Number(id) : 0 }),
  stringify: ({ id }: { id: number }) => ({ id: String(id) }),
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
      params: loanNumber,
      component: lazyRouteComponent(() => import('./loans/page.tsx'), 'LoanPage'),
    }),
    createRoute({
      ...under('/loans/$number/fund'),
      params: loanNumber,
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
      params: participantId,
      component: lazyRouteComponent(() => import('./participants/page.tsx'), 'ParticipantPage'),
    }),
    createRoute({
      ...under('/models'),
      component: lazyRouteComponent(() => import('./models/page.tsx'), 'ModelsPage'),
    }),
    createRoute({
      ...under('/models/$hash'),
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
