import type { ScheduleRow } from '@hurong/sdk/api'
import { formatMonth } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './ScheduleBars.module.css'

/** A height of the drawing in percent; for drawing alone. */
const percent = (part: string, whole: bigint): string =>
  `${whole === 0n ? 0 : Number((BigInt(part) * 10_000n) / whole) / 100}%`

const middleOf = (position: number, count: number) => ({ left: `${((position + 0.5) / count) * 100}%` })

/** Every instalment as a bar: principal below, interest above; solid is paid, hatched is not here yet. */
export function ScheduleBars({
  rows,
  defaulted = false,
}: {
  readonly rows: readonly ScheduleRow[]
  /** Whether the first unpaid instalment led to a default: then all of it is due, nothing is to come, and days late say too little. */
  readonly defaulted?: boolean
}) {
  const { t, locale } = useI18n()
  const shown = rows.filter(({ status }) => status !== 'replaced')
  const count = shown.length
  const greatest = shown.reduce((most, { principal, interest }) => {
    const amount = BigInt(principal) + BigInt(interest)
    return amount > most ? amount : most
  }, 0n)
  const late = shown.findIndex(({ status }) => status === 'late')
  const lateRow = shown[late]
  const settled = shown.filter(({ settledAt }) => settledAt !== null).length
  const upcoming = shown.filter(({ status }) => status === 'upcoming' || status === 'running').length
  const marks = [...new Set([0, Math.floor(count / 3), Math.floor((count * 2) / 3), count - 1])]
  return (
    <figure className={styles.chart}>
      <div className={styles.key} aria-hidden="true">
        <span>
          <i className={styles.principal} />
          {t('loan.schedule.principal')}
        </span>
        <span>
          <i className={styles.interest} />
          {t('loan.schedule.interest')}
        </span>
        <span>
          <i className={`${styles.principal} ${styles.open}`} />
          {t('loan.schedule.expected')}
        </span>
      </div>
      <div className={styles.top}>
        <span>{settled > 0 && t('loan.schedule.settled', { n: settled })}</span>
        {lateRow && (
          <b className={`late ${styles.mark}`} style={middleOf(late, count)}>
            {defaulted
              ? t('loan.schedule.defaultMark', { index: lateRow.index })
              : t('loan.schedule.lateMark', { index: lateRow.index, days: lateRow.daysLate ?? 0 })}
          </b>
        )}
        <span>
          {defaulted && upcoming > 0 && t('loan.schedule.allDue')}
          {!defaulted && upcoming > 0 && (
            <>
              <span className={styles.long}>{t('loan.schedule.upcoming', { n: upcoming })}</span>
              <span className={styles.short}>{t('loan.schedule.upcomingShort', { n: upcoming })}</span>
            </>
          )}
        </span>
      </div>
      <div
        className={styles.bars}
        data-dense={count > 48 || undefined}
        role="img"
        aria-label={t('loan.schedule.chart', {
          n: count,
          late: lateRow ? t('loan.schedule.chart.late', { index: lateRow.index }) : '',
        })}
      >
        {shown.map((row) => {
          const open = row.settledAt === null ? styles.open : ''
          return (
            <span key={row.index} className={row.status === 'late' ? styles.late : undefined}>
              <i
                className={`${styles.interest} ${open}`}
                style={{ height: percent(row.interest, greatest) }}
              />
              <i
                className={`${styles.principal} ${open}`}
                style={{ height: percent(row.principal, greatest) }}
              />
            </span>
          )
        })}
      </div>
      <div className={styles.axis}>
        {marks.map((mark) => {
          const row = shown[mark]
          const place = mark === 0 ? 'start' : mark === count - 1 ? 'end' : 'middle'
          return (
            row && (
              <span
                key={mark}
                data-place={place}
                style={place === 'middle' ? middleOf(mark, count) : undefined}
              >
                <span className={styles.long}>
                  {t('loan.schedule.axis', { index: row.index, month: formatMonth(row.dueAt, locale) })}
                </span>
                <span className={styles.short}>{t('loan.schedule.axisShort', { index: row.index })}</span>
              </span>
            )
          )
        })}
      </div>
    </figure>
  )
}
