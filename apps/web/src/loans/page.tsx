import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ApiProblem } from '../api/client.ts'
import { holdersQuery, loanQuery, scheduleQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { useCurrency } from '../api/useCurrency.ts'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { CreditSection } from '../credit/CreditSection.tsx'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { prepaidOf } from './foldRows.ts'
import { GoesWrong } from './GoesWrong.tsx'
import { Head } from './Head.tsx'
import { History } from './History.tsx'
import { Mine } from './Mine.tsx'
import styles from './page.module.css'
import { ScheduleBars } from './ScheduleBars.tsx'
import { ScheduleTable } from './ScheduleTable.tsx'
import { WhoBorrows } from './WhoBorrows.tsx'
import { WhoLends } from './WhoLends.tsx'

/** One loan: what it is, what happens if it goes wrong, every instalment, who is in it, everything that happened. */
export function LoanPage() {
  const { t } = useI18n()
  const { number } = useParams({ from: '/loans/$number' })
  const gone = useServerGone()
  const { data: loan, isError, error, refetch } = useQuery(loanQuery(number))
  const { data: schedule } = useQuery(scheduleQuery(number))
  const { data: holderPages } = useInfiniteQuery(holdersQuery(number, 100))
  const { symbol } = useCurrency(loan?.currency)
  useTitle(loan ? `${t(`loans.purpose.${loan.purpose}`)} ${loanName(number)}` : loanName(number))
  if (isError && !loan)
    return error instanceof ApiProblem && error.problem.status === 404 ? (
      <NotFound />
    ) : (
      <div className="section">
        <h1>{loanName(number)}</h1>
        <Problem error={error} onRetry={() => void refetch()} />
      </div>
    )
  if (!loan)
    return (
      <div className="section">
        <h1 className="ink3">{loanName(number)}</h1>
        <Skeleton height={360} />
      </div>
    )
  const rows = schedule?.rows ?? []
  const defaulted = loan.position !== null && loan.position.defaultedAt !== null
  const holders = holderPages?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className={styles.head}>
        <div>
          <Head loan={loan} rows={rows} />
        </div>
        <aside>
          <Mine loan={loan} />
        </aside>
      </div>
      <CreditSection loan={loan} />
      <GoesWrong loan={loan} rows={rows} />
      <section className="section">
        <header className="section-head">
          <h2>{t('loan.schedule.title')}</h2>
          <span className="t13 ink3">
            {loan.drawnAt === null ? t('loan.schedule.planned') : t('loan.schedule.unit', { symbol })}
          </span>
        </header>
        {rows.length > 0 ? (
          <>
            <ScheduleBars rows={rows} defaulted={defaulted} />
            <ScheduleTable
              rows={rows}
              currency={loan.currency}
              prepaid={prepaidOf(schedule?.prepaid ?? null)}
              recovered={defaulted ? BigInt(loan.recovered) : null}
            />
          </>
        ) : (
          <Skeleton height={400} />
        )}
      </section>
      {gone && holders.length === 0 ? (
        <p className="section t14 ink2">{t('loan.chainOnly')}</p>
      ) : (
        <>
          <div className={styles.who}>
            <WhoBorrows loan={loan} rows={rows} />
            <WhoLends loan={loan} holders={holders} />
          </div>
          <History loan={loan} />
        </>
      )}
    </>
  )
}
