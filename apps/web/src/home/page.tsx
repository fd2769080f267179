import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { GivenAccount } from '../account/GivenAccount.tsx'
import { productsQuery, statisticsQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { Amount } from '../components/Amount.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Lent } from './Lent.tsx'
import { News } from './News.tsx'
import { Powers } from './Powers.tsx'
import styles from './page.module.css'

/** Only for when the server is gone, so that the first page does without it. */
const RecentLoans = lazy(() => import('./RecentLoans.tsx'))

/** The least that may be put into a loan of the first open product. */
function LeastTicket() {
  const { t, rich } = useI18n()
  const { data } = useQuery(productsQuery)
  const product = data?.find(({ open }) => open)
  if (!product) return <>{t('home.door.lend.bodyPlain')}</>
  const least = <Amount units={product.leastTicket} currency={product.currency} style="whole" unit />
  return <>{rich('home.door.lend.body', { least })}</>
}

function Doors({ funding }: { readonly funding: number }) {
  const { t } = useI18n()
  return (
    <div className={styles.doors}>
      <Link to="/market" className={styles.door}>
        <span>
          <b className="t22">{t('home.door.lend.title')}</b>
          <span className="ink2">
            <LeastTicket />
          </span>
        </span>
        <span className={styles.go}>
          {funding > 0 ? t('home.door.lend.go', { n: funding }) : t('home.door.lend.goNone')}
        </span>
      </Link>
      <Link to="/borrow" className={styles.door}>
        <span>
          <b className="t22">{t('home.door.borrow.title')}</b>
          <span className="ink2">{t('home.door.borrow.body')}</span>
        </span>
        <span className={styles.go}>{t('home.door.borrow.go')}</span>
      </Link>
    </div>
  )
}

/** One sentence, two doors, where all the money is, what can't be done with it, what just happened. */
export function HomePage() {
  const { t } = useI18n()
  useTitle(t('home.title'))
  const gone = useServerGone()
  const statistics = useQuery(statisticsQuery)
  const funding = statistics.data?.currencies.reduce((n, { counts }) => n + (counts.funding ?? 0), 0) ?? 0
  return (
    <>
      <div className={styles.hero}>
        <h1>{t('home.hero.title')}</h1>
        <p className="ink2">{t('home.hero.body')}</p>
      </div>
      <Doors funding={funding} />
      <p className={styles.tour}>
        <Link to="/learn">{t('home.tour')}</Link>
      </p>
      {/* Below what a visitor reads first: it comes when the accounts are read, and may move nothing of that. */}
      <GivenAccount />
      <section className="section">
        {gone && !statistics.data ? (
          <Suspense fallback={<Skeleton height={400} />}>
            <RecentLoans />
          </Suspense>
        ) : statistics.data ? (
          <Lent statistics={statistics.data} />
        ) : statistics.isError ? (
          <Problem error={statistics.error} onRetry={() => void statistics.refetch()} />
        ) : (
          <Skeleton height={250} />
        )}
      </section>
      <Powers />
      <News />
    </>
  )
}
