import type { LoanDetail } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { scheduleQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import type { TimeStep } from '../clock/moveTime.ts'
import { Amount } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Progress } from '../components/Progress.tsx'
import { Status } from '../components/Status.tsx'
import { formatDate } from '../format/date.ts'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'
import { ScheduleBars } from '../loans/ScheduleBars.tsx'
import { progressOf } from '../market/progress.ts'
import styles from './page.module.css'
import { defaultAhead } from './seen.ts'
import type { StepKey } from './steps.ts'

interface WatchedProps {
  readonly step: StepKey
  readonly loan: LoanDetail
  /** Left out where time cannot be moved. */
  readonly onMove?: ((step: TimeStep) => void) | undefined
  readonly moving: boolean
  readonly onAnother: () => void
}

/** The loan that is followed: where it stands, its instalments, and a way to its next due date. */
export function Watched({ step, loan, onMove, moving, onAnother }: WatchedProps) {
  const { t, locale } = useI18n()
  const now = useChainTime()
  const { data: schedule } = useQuery(scheduleQuery(loan.number))
  const due = loan.nextDueAt
  const from = defaultAhead(step, loan, now)
  return (
    <div className="panel">
      <header className={styles.watchHead}>
        <div>
          <div className="t13 ink3">{t('learn.watch')}</div>
          <h3>
            <LoanLink loan={loan} />
          </h3>
        </div>
        <button type="button" className="text-button t13" onClick={onAnother}>
          {t('learn.watch.other')}
        </button>
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
        <span>
          {loan.drawnAt === null
            ? t('learn.watch.raised', { share: formatShare(loan.fundedShare, locale) })
            : t('market.settled', { done: loan.instalmentsSettled, all: loan.terms.count })}
        </span>
        <Amount units={loan.terms.principal} currency={loan.currency} style="whole" unit />
      </p>
      {schedule && loan.drawnAt !== null && (
        <ScheduleBars rows={schedule.rows} defaulted={loan.position?.defaultedAt != null} />
      )}
      <div className={styles.buttons}>
        {onMove && from !== null && (
          <button
            type="button"
            className="button small"
            disabled={moving}
            onClick={() => onMove({ until: from })}
          >
            {t('learn.moveDefault', { date: formatDate(from, locale) })}
          </button>
        )}
        {onMove && due !== null && due > now && (
          <button
            type="button"
            className={`button small ${from === null ? '' : 'quiet'}`}
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
