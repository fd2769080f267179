import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { eventsQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Choice } from '../components/Choice.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { EventList } from '../events/EventLine.tsx'
import { toldOnce } from '../events/toldOnce.ts'
import { useI18n } from '../i18n/context.tsx'
import { type FeedGroup, feedGroups, typesOf } from './feedGroups.ts'
import styles from './page.module.css'
import { useNames } from './useNames.ts'

const lines = 40

/** Everything that happened on the platform, newest first, narrowed by what it is about. */
export function Feed() {
  const { t } = useI18n()
  const now = useChainTime()
  const nameOf = useNames()
  const [group, setGroup] = useState<FeedGroup>('all')
  const types = typesOf(group)
  const events = useInfiniteQuery(
    eventsQuery({ limit: lines, ...(types.length > 0 ? { type: types.join(',') } : {}) }),
  )
  const items = toldOnce(events.data?.pages.flatMap((page) => page.items) ?? [])
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('explorer.feed.title')}</h2>
        <span className="t13 ink3">{t('explorer.feed.order')}</span>
      </header>
      <div className={styles.filters}>
        <Choice
          label={t('explorer.feed.filter')}
          value={group}
          active={group !== 'all'}
          onChange={setGroup}
          options={feedGroups.map((value) => ({ value, text: t(`explorer.feed.group.${value}`) }))}
        />
      </div>
      {items.length > 0 && <EventList events={items} now={now} withLoan nameOf={nameOf} />}
      {events.isSuccess && items.length === 0 && (
        <Empty
          title={group === 'all' ? t('events.none') : t('explorer.feed.none')}
          body={t('explorer.feed.noneBody')}
        />
      )}
      {events.isPending && <Skeleton height={lines * 40} />}
      {events.isError && items.length === 0 && (
        <Problem error={events.error} onRetry={() => void events.refetch()} />
      )}
      {events.hasNextPage && (
        <p className={styles.more}>
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
