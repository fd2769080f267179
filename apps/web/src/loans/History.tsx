import type { LoanDetail } from '@hurong/sdk/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { loanEventsQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { EventList } from '../events/EventLine.tsx'
import { toldOnce } from '../events/toldOnce.ts'
import { useI18n } from '../i18n/context.tsx'

/** Everything that ever happened to a loan, newest first, each with its transaction. */
export function History({ loan }: { readonly loan: LoanDetail }) {
  const { t } = useI18n()
  const now = useChainTime()
  const events = useInfiniteQuery(loanEventsQuery(loan.number))
  const items = toldOnce(events.data?.pages.flatMap(({ items }) => items) ?? [])
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('loan.events.title')}</h2>
      </header>
      {items.length > 0 && <EventList events={items} now={now} currency={loan.currency} />}
      {events.isSuccess && items.length === 0 && <Empty title={t('events.none')} />}
      {events.isPending && <Skeleton height={300} />}
      {events.isError && items.length === 0 && (
        <Problem error={events.error} onRetry={() => void events.refetch()} />
      )}
      {events.hasNextPage && (
        <p style={{ marginTop: 16 }}>
          <button
            type="button"
            className="button quiet small"
            disabled={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            {t('page.showMore')}
          </button>
        </p>
      )}
    </section>
  )
}
