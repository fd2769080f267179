import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { loanListQuery } from '../api/queries.ts'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { LoanTable } from '../market/LoanTable.tsx'

const shown = 8

/** In place of the platform's totals while its server is gone: the newest loans, as the chain tells them. */
export default function RecentLoans() {
  const { t } = useI18n()
  const list = useInfiniteQuery(loanListQuery({ sort: 'newest', order: 'desc' }))
  const loans = list.data?.pages[0]?.items.slice(0, shown)
  return (
    <>
      <header className="section-head">
        <h2>{t('home.recent.title')}</h2>
        <Link to="/market" search={{ status: 'all' }} className="t13">
          {t('home.recent.all')}
        </Link>
      </header>
      <p className="t14 ink2">{t('home.recent.note')}</p>
      {loans && loans.length > 0 && <LoanTable loans={loans} />}
      {loans?.length === 0 && <Empty title={t('market.empty.platform')} />}
      {!loans && list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {!loans && list.isPending && <Skeleton height={400} />}
    </>
  )
}
