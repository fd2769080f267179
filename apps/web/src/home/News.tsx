import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { eventsQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { EventList } from '../events/EventLine.tsx'
import { newsTypes } from '../events/story.ts'
import { useI18n } from '../i18n/context.tsx'

/** What just happened to loans: a few lines. */
export function News({ lines = 8 }: { readonly lines?: number }) {
  const { t } = useI18n()
  const now = useChainTime()
  const events = useInfiniteQuery(eventsQuery({ type: newsTypes.join(','), limit: lines }))
  const items = events.data?.pages[0]?.items
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('home.events.title')}</h2>
        <Link to="/explorer" className="t13">
          {t('home.events.all')}
        </Link>
      </header>
      {items && items.length > 0 && <EventList events={items} now={now} withLoan />}
      {items?.length === 0 && <Empty title={t('events.none')} />}
      {events.isError && !items && <Problem error={events.error} onRetry={() => void events.refetch()} />}
      {events.isPending && <Skeleton height={lines * 40} />}
    </section>
  )
}
