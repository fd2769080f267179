import { greatest as greaterOf } from '@hurong/finance'
import { useState } from 'react'
import { useAmountText } from '../components/Amount.tsx'
import { heightOf } from '../components/axis.ts'
import chartStyles from '../components/Chart.module.css'
import { Chart } from '../components/Chart.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatMonth } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './page.module.css'
import type { ValueLine, ValuePoint } from './valueLine.ts'

const top = 12
const tall = 96
const bottom = 24
/** Room beside the lines for their names. */
const names = 160

const height = top + tall + bottom

interface LineProps {
  readonly line: ValueLine
  readonly currency: string
}

/** How value has moved against what was put in: two lines from zero, named at their ends. */
function Lines({ line, currency }: LineProps) {
  const { t, locale } = useI18n()
  const text = useAmountText(currency)
  const { points, today } = line
  const last = points.at(-1)
  const first = points[0]
  if (!last || !first) return null
  const greatest = points.reduce((most, { value, putIn }) => greaterOf(most, greaterOf(value, putIn)), today)
  const y = (units: bigint) => top + tall - heightOf(units, greatest, tall)
  // Two names need a line of text between them.
  const valueAt = y(today)
  const putInAt = y(last.putIn)
  const apart = 16
  const below = Math.abs(valueAt - putInAt) < apart
  const putInText = below ? valueAt + (putInAt < valueAt ? -apart : apart) : putInAt
  return (
    <Chart
      guess={600}
      height={height}
      label={t('portfolio.line.chart', {
        from: formatMonth(first.at, locale, 'UTC'),
        to: formatMonth(last.at, locale, 'UTC'),
        putIn: text(last.putIn, 'whole', true),
        value: text(today, 'whole', true),
      })}
    >
      {(width) => {
        const right = Math.max(60, width - names)
        const x = (index: number) => (points.length < 2 ? right : (index * right) / (points.length - 1))
        const path = (of: (point: ValuePoint) => bigint) =>
          points.map(
            (point, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(of(point)).toFixed(1)}`,
          )
        const value = `${path((point) => point.value).join('')}L${right} ${y(today).toFixed(1)}`
        // What is put in stays as it is until the next time: steps, not slopes.
        const putIn = points
          .map((point, index) =>
            index === 0
              ? `M0 ${y(point.putIn).toFixed(1)}`
              : `H${x(index).toFixed(1)}V${y(point.putIn).toFixed(1)}`,
          )
          .join('')
        return (
          <>
            <line x1="0" x2={right} y1={top + tall} y2={top + tall} className={chartStyles.zero} />
            <path d={putIn} className={styles.putIn} />
            <path d={value} className={styles.valueLine} />
            <circle cx={right} cy={valueAt} r="3" className={styles.valueEnd} />
            <text x={right + 10} y={valueAt + 4} className={styles.valueName}>
              {t('portfolio.line.value', { amount: text(today, 'short') })}
            </text>
            <text x={right + 10} y={putInText + 4}>
              {t('portfolio.line.putIn', { amount: text(last.putIn, 'short') })}
            </text>
            <text x="0" y={top + tall + 18}>
              {formatMonth(first.at, locale, 'UTC')}
            </text>
            {right > 180 && (
              <text x={right} y={top + tall + 18} textAnchor="end">
                {formatMonth(last.at, locale, 'UTC')}
              </text>
            )}
            <text x={right + 10} y={top + tall + 4}>
              0
            </text>
          </>
        )
      }}
    </Chart>
  )
}

/** Every month, the latest first; the first row is what all is worth today. */
function Months({ line, currency }: LineProps) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  return (
    <div className={styles.scroll}>
      <table className={styles.compact}>
        <thead>
          <tr>
            <th scope="col">{t('portfolio.back.month')}</th>
            <th scope="col" className="num">
              {t('portfolio.line.column.putIn')}
            </th>
            <th scope="col" className="num">
              {t('portfolio.line.column.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('portfolio.line.today')}</th>
            <td className="num">{text(line.points.at(-1)?.putIn ?? 0n)}</td>
            <td className="num">{text(line.today)}</td>
          </tr>
          {line.points.toReversed().map(({ key, at, putIn, value }) => (
            <tr key={key}>
              <th scope="row" className="nowrap">
                <DateTime at={at} style="month" />
              </th>
              <td className="num">{text(putIn)}</td>
              <td className="num">{text(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ValueChartProps {
  /** Left out while it is being read: then its place is kept. */
  readonly line: ValueLine | undefined
  readonly currency: string
}

/** How value has moved, drawn or tabled. */
export function ValueChart({ line, currency }: ValueChartProps) {
  const { t } = useI18n()
  const [tabled, setTabled] = useState(false)
  if (line?.points.length === 0) return null
  return (
    <section className={styles.line}>
      <div className={styles.chartHead}>
        <h2 className="t13 ink2">{t('portfolio.line.title')}</h2>
        <button
          type="button"
          className="text-button"
          aria-pressed={tabled}
          disabled={line === undefined}
          onClick={() => setTabled(!tabled)}
        >
          {tabled ? t('portfolio.back.graph') : t('portfolio.back.table')}
        </button>
      </div>
      {line === undefined ? (
        <Skeleton height={height} />
      ) : tabled ? (
        <Months line={line} currency={currency} />
      ) : (
        <Lines line={line} currency={currency} />
      )}
      <p className="t13 ink3">{t('portfolio.line.note')}</p>
    </section>
  )
}
