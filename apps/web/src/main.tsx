import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { followWallet } from './account/acting.ts'
import { discoverWallets } from './account/wallets.ts'
import { ServerUnreachable } from './api/client.ts'
import { readSiteConfig } from './api/config.ts'
import { demonstrationAccountsQuery, platformQuery } from './api/queries.ts'
import { setServerGone } from './api/reachability.ts'
import { recallJson } from './api/remember.ts'
import { followStream } from './api/stream.ts'
import { I18nProvider, type Language, localeOf, type MessageKey } from './i18n/context.tsx'
import { languageSetting, loadCatalogue, preferredLanguage } from './i18n/language.ts'
import { keepForOffline } from './offline/keep.ts'
import { makeRouter } from './router.tsx'
import './style/tokens.css'
import './style/base.css'
import './style/controls.css'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => error instanceof ServerUnreachable && failures < 1,
      // While nothing streams changes in, look again now and then: also how a server that is back is noticed.
      refetchInterval: (query) => (query.state.error instanceof ServerUnreachable ? 5_000 : false),
    },
  },
})
const router = makeRouter(client)

/** What was known last time stands until the server has answered, or in its place. */
for (const [query, key] of [
  [platformQuery, 'hurong.platform'],
  [demonstrationAccountsQuery, 'hurong.demonstrationAccounts'],
] as const) {
  const known = recallJson<never>(key)
  if (known) client.setQueryData(query.queryKey, known, { updatedAt: 0 })
}

type Loaded = { language: Language; catalogue: Readonly<Record<MessageKey, string>> }

function App({ first }: { readonly first: Loaded }) {
  const setting = useSyncExternalStore(languageSetting.subscribe, languageSetting.get)
  const [loaded, setLoaded] = useState(first)
  const wanted = preferredLanguage(setting, navigator.language)
  useEffect(() => {
    if (wanted === loaded.language) return
    void loadCatalogue(wanted).then((catalogue) => setLoaded({ language: wanted, catalogue }))
  }, [wanted, loaded.language])
  useEffect(() => {
    document.documentElement.lang = localeOf(loaded.language) === 'zh-CN' ? 'zh-CN' : 'en'
  }, [loaded.language])
  return (
    <I18nProvider {...loaded}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  )
}

async function start(): Promise<void> {
  const language = preferredLanguage(languageSetting.get(), navigator.language)
  const [catalogue] = await Promise.all([loadCatalogue(language), readSiteConfig()])
  discoverWallets(followWallet)
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <App first={{ language, catalogue }} />
    </StrictMode>,
  )
  followStream(client)
  window.addEventListener('offline', () => setServerGone(true))
  keepForOffline()
}

void start()
