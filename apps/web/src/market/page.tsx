import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { loanListQuery, statisticsQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { loansAtOnce } from '../offline/step.ts'
import { useTitle } from '../shell/useTitle.ts'
import { Closing } from './Closing.tsx'
import { closingSoon, mayClose } from './closing.ts'
import { FilterBar } from './FilterBar.tsx'
import { countFilters, type MarketSearch, marketQuery, onlyAssessed } from './filters.ts'
import { LoanCard } from './LoanCard.tsx'
import { LoanTable } from './LoanTable.tsx'
import { MayNot } from './MayNot.tsx'
import styles from './page.module.css'
import { DotsNote } from './RateDots.tsx'
import { Totals } from './Totals.tsx'
import { StandingContext, useStanding } from './useStanding.ts'

/** All loans, narrowed by filters that live in the address. */
export function MarketPage() {
  const { t } = useI18n()
  const gone = useServerGone()
  useTitle(t('market.title'))
  const search = useSearch({ from: '/market' })
  const navigate = useNavigate({ from: '/market' })
  const list = useInfiniteQuery(loanListQuery(marketQuery(search)))
  const { data: statistics } = useQuery(statisticsQuery)
  const standing = useStanding(list.isSuccess)
  const now = useChainTime()
  const all = list.data?.pages.flatMap(({ items }) => items) ?? []
  // The first to close may be anywhere in another order. From the chain alone, only what was read is known.
  const first = useInfiniteQuery({
    ...loanListQuery(marketQuery({ ...search, sort: 'deadline' })),
    enabled: mayClose(search) && !gone,
  })
  const nearest = gone ? all : (first.data?.pages[0]?.items ?? [])
  const closing = mayClose(search) ? closingSoon(nearest, search, now) : []
  const isShown = new Set(closing.map(({ number }) => number))
  const loans = all.filter(({ number }) => !isShown.has(number))
  const total = list.data?.pages[0]?.total
  const narrowed = countFilters(search) > 0
  const anyLoan =
    statistics?.currencies.some(({ counts }) => Object.values(counts).some((n) => n > 0)) ?? true
  const heading =
    search.status === 'all' && countFilters(search) === 1
      ? t('market.heading.all')
      : narrowed
        ? t('market.heading.filtered')
        : t('market.heading.funding')
  return (
    <StandingContext value={standing}>
      <div className={styles.head}>
        <div>
          <h1>{heading}</h1>
          <p className="ink2">{t('market.lead')}</p>
        </div>
        {total !== undefined && <Totals total={total} left={list.data?.pages[0]?.leftToFund ?? []} />}
      </div>
      <FilterBar
        search={search}
        onChange={(change) =>
          void navigate({
            search: (now: MarketSearch) =>
              Object.fromEntries(
                Object.entries({ ...now, ...change }).filter(([, value]) => value !== undefined),
              ),
          })
        }
      />
      {onlyAssessed(search) && <p className={`t13 ink3 ${styles.note}`}>{t('market.onlyAssessed')}</p>}
      {gone && <p className="notice warn">{t('market.fromChain', { n: loansAtOnce })}</p>}
      <MayNot standing={standing} />
      <Closing loans={closing} />
      <div className={closing.length > 0 && loans.length > 0 ? 'section' : styles.list}>
        {closing.length > 0 && loans.length > 0 && (
          <header className="section-head">
            <h2>
              {total === undefined ? t('market.rest') : t('market.restCount', { n: total - closing.length })}
            </h2>
          </header>
        )}
        {list.isPending && <Skeleton height={600} />}
        {list.isError && all.length === 0 && (
          <Problem error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && all.length === 0 && (
          <Empty
            title={anyLoan ? t('market.empty.title') : t('market.empty.platform')}
            {...(anyLoan ? { body: t('market.empty.body') } : {})}
          />
        )}
        {loans.length > 0 &&
          (search.view === 'cards' ? (
            <div className={styles.cards}>
              {loans.map((loan) => (
                <LoanCard key={loan.number} loan={loan} />
              ))}
            </div>
          ) : (
            <LoanTable loans={loans} />
          ))}
        {all.some(({ assessment }) => assessment) && (
          <p className={`t13 ink3 ${styles.note}`}>
            {search.view !== 'cards' && loans.length > 0 && <DotsNote />}
            {t('market.gradeNote')} {t('credit.lossNote')}
          </p>
        )}
        {list.hasNextPage && (
          <button
            type="button"
            className={`button quiet ${styles.more}`}
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {gone ? t('market.older', { n: loansAtOnce }) : t('market.more')}
          </button>
        )}
      </div>
    </StandingContext>
  )
}
