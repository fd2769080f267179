import type { LoanStatus } from '@hurong/sdk/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { loanListQuery, scheduleQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import type { TimeStep } from '../clock/moveTime.ts'
import { Amount } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Progress } from '../components/Progress.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { Status } from '../components/Status.tsx'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'
import { ScheduleBars } from '../loans/ScheduleBars.tsx'
import { progressOf } from '../market/progress.ts'
import styles from './page.module.css'

interface WatchedProps {
  /** Best first. */
  readonly statuses: readonly LoanStatus[]
  /** Left out where time cannot be moved. */
  readonly onMove?: ((step: TimeStep) => void) | undefined
  readonly moving: boolean
}

/** A loan to watch while time is moved: where it stands, its instalments, and a way to its next due date. */
export function Watched({ statuses, onMove, moving }: WatchedProps) {
  const { t } = useI18n()
  const now = useChainTime()
  const [skipped, setSkipped] = useState(0)
  const list = useInfiniteQuery(loanListQuery({ status: statuses.join(','), limit: 20 }))
  const loans = [...(list.data?.pages[0]?.items ?? [])].sort(
    (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status),
  )
  const loan = loans[loans.length > 0 ? skipped % loans.length : 0]
  const { data: schedule } = useQuery({ ...scheduleQuery(loan?.number ?? 0), enabled: loan !== undefined })
  if (list.isPending) return <Skeleton height={260} />
  if (!loan) return <p className="panel ink2">{t('learn.watch.none')}</p>
  const due = loan.nextDueAt
  return (
    <div className="panel">
      <header className={styles.watchHead}>
        <div>
          <div className="t13 ink3">{t('learn.watch')}</div>
          <h3>
            <LoanLink loan={loan} />
          </h3>
        </div>
        {loans.length > 1 && (
          <button type="button" className="text-button t13" onClick={() => setSkipped(skipped + 1)}>
            {t('learn.watch.other')}
          </button>
        )}
      </header>
      <p aria-live="polite" className={styles.state}>
        <Status status={loan.status} daysPastDue={loan.daysPastDue} />
        {due !== null && (
          <span className="t14 ink2">
            {t('loan.term.next')} <DateTime at={due} style="dateTime" />
          </span>
        )}
      </p>
      <Progress share={progressOf(loan)} />
      <p className={`t13 ink2 ${styles.watchHead}`}>
        <span>{t('market.settled', { done: loan.instalmentsSettled, all: loan.terms.count })}</span>
        <Amount units={loan.terms.principal} currency={loan.currency} style="whole" unit />
      </p>
      {schedule && loan.drawnAt !== null && <ScheduleBars rows={schedule.rows} />}
      <div className={styles.buttons}>
        {onMove && due !== null && due > now && (
          <button
            type="button"
            className="button small"
            disabled={moving}
            onClick={() => onMove({ until: due })}
          >
            {t('learn.moveDue')}
          </button>
        )}
        <Link to="/loans/$number" params={{ number: loan.number }} className="button quiet small">
          {t('learn.see')}
        </Link>
      </div>
    </div>
  )
}
