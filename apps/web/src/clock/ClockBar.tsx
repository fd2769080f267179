import { useQuery } from '@tanstack/react-query'
import { useMatchRoute } from '@tanstack/react-router'
import { loanQuery } from '../api/queries.ts'
import { knownPlatform } from '../chain/rpc.ts'
import { DateTime } from '../components/DateTime.tsx'
import { useI18n } from '../i18n/context.tsx'
import styles from './ClockBar.module.css'
import { useMoveTime } from './useMoveTime.ts'

/** The due date to come of the loan on screen, if one is. */
function useDueOfOpenLoan(): number | null {
  const match = useMatchRoute()({ to: '/loans/$number', fuzzy: true }) as { number?: string } | false
  const number = match ? Number(match.number) : 0
  const { data } = useQuery({ ...loanQuery(number), enabled: number > 0 })
  return number > 0 ? (data?.nextDueAt ?? null) : null
}

/** The local chain's clock and the buttons that move it on; nothing on any other chain. */
export function ClockBar() {
  const { t } = useI18n()
  const { platform, move, moving, said } = useMoveTime()
  const due = useDueOfOpenLoan()
  // Its place is kept for whoever comes again, so that nothing below it jumps.
  if (!platform && knownPlatform()?.local) return <div className={styles.bar} />
  // Its time is not anybody's to move while the demonstration's history is being lived through.
  if (!platform?.local || platform.preparing) return null
  const { time } = platform.head
  return (
    <aside className={styles.bar} aria-label={t('clock.local')}>
      <div className={`page ${styles.line}`}>
        <span className={styles.name}>{t('clock.local')}</span>
        <span className="wide-only">
          <DateTime at={time} style="dateTime" />
        </span>
        <span className="phone-only">
          <DateTime at={time} style="day" /> <DateTime at={time} style="time" />
        </span>
        <span className={`${styles.about} ink3`}>{t('clock.about')}</span>
        <span className={styles.gap} role="status" aria-live="polite">
          <span className={styles.said}>{said}</span>
        </span>
        <span className={`${styles.hint} ink3`} id="clock-move">
          {t('clock.move')}
        </span>
        <fieldset className={styles.buttons} aria-labelledby="clock-move">
          <button type="button" disabled={moving} onClick={() => void move('day')}>
            {t('clock.day')}
          </button>
          <button type="button" disabled={moving} onClick={() => void move('month')}>
            {t('clock.month')}
          </button>
          <button
            type="button"
            disabled={moving}
            onClick={() => void move(due !== null && due > time ? { until: due } : 'nextDue')}
          >
            {t('clock.nextDue')}
          </button>
        </fieldset>
      </div>
    </aside>
  )
}
