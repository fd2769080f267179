import { useState } from 'react'
import { useCurrency } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { formatMonth } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { CalendarChart } from './CalendarChart.tsx'
import type { Figures } from './figures.ts'
import { type Month, monthsBetween, monthsShown } from './months.ts'
import styles from './page.module.css'

/** When 25, 50, 75 and 95 % of what was put in is back. */
function Payback({ figures, now }: { readonly figures: Figures; readonly now: number }) {
  const { t, locale } = useI18n()
  const wait = (at: number | null) => {
    if (at === null) return t('portfolio.back.never')
    if (at <= now) return t('portfolio.back.reached')
    const n = monthsBetween(now, at)
    return n === 0 ? t('portfolio.back.soon') : t('portfolio.back.in', { n })
  }
  return (
    <dl className={styles.points}>
      {figures.payback.map(({ share, at }) => (
        <div key={share}>
          <dt>{share}%</dt>
          <dd>{at !== null && formatMonth(at, locale)}</dd>
          <dd className="t13 ink3">{wait(at)}</dd>
        </div>
      ))}
    </dl>
  )
}

function CalendarTable({
  months,
  currency,
}: {
  readonly months: readonly Month[]
  readonly currency: string
}) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  return (
    <table className={styles.compact}>
      <thead>
        <tr>
          <th scope="col">{t('portfolio.back.month')}</th>
          <th scope="col" className="num">
            {t('portfolio.back.principal')}
          </th>
          <th scope="col" className="num">
            {t('portfolio.back.interest')}
          </th>
          <th scope="col" className="num">
            {t('portfolio.back.expected')}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.key}>
            <th scope="row" className="nowrap">
              <DateTime at={month.at} style="month" />
            </th>
            <td className="num">{text(month.receivedPrincipal)}</td>
            <td className="num">{text(month.receivedInterest)}</td>
            <td className="num">{text(month.expectedPrincipal + month.expectedInterest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** When the money comes back: by share, then month by month, drawn or tabled. */
export function Calendar({ figures, now }: { readonly figures: Figures; readonly now: number }) {
  const { t } = useI18n()
  const { symbol } = useCurrency(figures.currency)
  const [tabled, setTabled] = useState(false)
  const months = monthsShown(figures.calendar, now, 12, 60)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('portfolio.back.title')}</h2>
        <span className="t13 ink3">{t('portfolio.back.unit', { symbol })}</span>
      </header>
      {months.length === 0 ? (
        <p className="t14 ink2">{t('portfolio.back.none')}</p>
      ) : (
        <>
          {figures.payback.length > 0 && (
            <>
              <Payback figures={figures} now={now} />
              <p className={`t13 ink3 ${styles.note}`}>{t('portfolio.back.note')}</p>
            </>
          )}
          <div className={styles.chartHead}>
            {tabled ? <span /> : <Key />}
            <button
              type="button"
              className="text-button"
              aria-pressed={tabled}
              onClick={() => setTabled(!tabled)}
            >
              {tabled ? t('portfolio.back.graph') : t('portfolio.back.table')}
            </button>
          </div>
          {tabled ? (
            <CalendarTable months={months} currency={figures.currency} />
          ) : (
            <CalendarChart months={months} now={now} currency={figures.currency} />
          )}
        </>
      )}
    </section>
  )
}

function Key() {
  const { t } = useI18n()
  const keys = [
    ['principal', styles.principal],
    ['interest', styles.interest],
    ['expected', styles.principalExpected],
  ] as const
  return (
    <div className={styles.key} aria-hidden="true">
      {keys.map(([key, fill]) => (
        <span key={key}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <rect x="0.5" y="0.5" width="11" height="11" className={fill} />
          </svg>
          {t(`portfolio.back.${key}`)}
        </span>
      ))}
    </div>
  )
}
