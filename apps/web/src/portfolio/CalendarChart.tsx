import { greatest as greaterOf } from '@hurong/finance'
import { useCurrency } from '../api/useCurrency.ts'
import { heightOf, ticksTo } from '../components/axis.ts'
import { Chart, Gridlines } from '../components/Chart.tsx'
import { formatAmount } from '../format/amount.ts'
import { formatMonth } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { type Month, monthsBetween } from './months.ts'
import styles from './page.module.css'

const left = 56
const top = 26
const tall = 168
const bottom = 26

const Hatch = ({ id, colour, turn }: { id: string; colour: string; turn: number }) => (
  <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`rotate(${turn})`}>
    <rect width="5" height="5" fill="var(--paper)" />
    <rect width="1.5" height="5" fill={colour} />
  </pattern>
)

interface BarProps {
  readonly month: Month
  readonly x: number
  readonly width: number
  readonly greatest: bigint
}

/** One month: received below and solid, expected above and hatched; principal under interest. */
function Bar({ month, x, width, greatest }: BarProps) {
  const parts = [
    [styles.principal, month.receivedPrincipal],
    [styles.interest, month.receivedInterest],
    [styles.principalExpected, month.expectedPrincipal],
    [styles.interestExpected, month.expectedInterest],
  ] as const
  let y = top + tall
  return (
    <>
      {parts.map(([fill, units]) => {
        const height = heightOf(units, greatest, tall)
        y -= height
        return height > 0 && <rect key={fill} className={fill} x={x} y={y} width={width} height={height} />
      })}
    </>
  )
}

interface CalendarChartProps {
  readonly months: readonly Month[]
  readonly now: number
  readonly currency: string
}

interface DrawingProps extends CalendarChartProps {
  /** Where the present month stands among all of them, or -1. */
  readonly present: number
  readonly width: number
}

/** The months that fit into a width. */
function Drawing({ months, now, currency, present, width }: DrawingProps) {
  const { t, locale } = useI18n()
  const { decimals } = useCurrency(currency)
  const room = width - left
  // On a narrow screen fewer months, near the present ones; all of them stand in the table.
  const fit = Math.max(6, Math.floor(room / 13))
  const from = months.length > fit ? Math.max(0, Math.min(present - 6, months.length - fit)) : 0
  const shown = months.slice(from, from + fit)
  const greatest = shown.reduce((most, { total }) => greaterOf(most, total), 0n)
  const unit = 10n ** BigInt(decimals)
  const ticks =
    greatest < unit * 4n
      ? ticksTo(greatest)
      : ticksTo((greatest + unit - 1n) / unit).map((tick) => tick * unit)
  const last = ticks.at(-1) ?? 1n
  const slot = room / shown.length
  const barWidth = Math.max(2, Math.min(28, slot - Math.min(4, slot / 4)))
  const today = shown.findIndex(({ at }) => monthsBetween(now, at) === 0)
  const todayAt = left + (today + 1) * slot
  const labels = shown.flatMap(({ at, key }, index) => (key.endsWith('-01') ? [{ at, key, index }] : []))
  const marked = labels.length > 0 ? labels : shown.slice(0, 1).map(({ at, key }) => ({ at, key, index: 0 }))
  return (
    <>
      <defs>
        <Hatch id="calendar-principal" colour="var(--chart-principal)" turn={45} />
        <Hatch id="calendar-interest" colour="var(--chart-interest)" turn={-45} />
      </defs>
      <Gridlines
        ticks={ticks}
        y={(tick) => top + tall - heightOf(tick, last, tall)}
        text={(tick) => formatAmount(tick, decimals, locale, greatest < unit * 4n ? 'cents' : 'short')}
        left={left}
        right={width}
      />
      {shown.map((month, index) => (
        <Bar
          key={month.key}
          month={month}
          x={left + index * slot + (slot - barWidth) / 2}
          width={barWidth}
          greatest={last}
        />
      ))}
      {today >= 0 && (
        <>
          <line x1={todayAt} x2={todayAt} y1={top - 20} y2={top + tall} className={styles.today} />
          {todayAt - left > 90 && (
            <text x={todayAt - 6} y={top - 8} textAnchor="end">
              {t('portfolio.back.received')}
            </text>
          )}
          {width - todayAt > 170 && (
            <text x={todayAt + 6} y={top - 8}>
              {t('portfolio.back.ifPaid')}
            </text>
          )}
        </>
      )}
      {marked.map(({ at, key, index }) => (
        <text
          key={key}
          x={left + (index + 0.5) * slot}
          y={top + tall + 20}
          textAnchor={index + 3 > shown.length ? 'end' : 'middle'}
        >
          {formatMonth(at, locale, 'UTC')}
        </text>
      ))}
    </>
  )
}

/** Cash a month: solid came in, hatched is expected if all pay on time. */
export function CalendarChart(props: CalendarChartProps) {
  const { t } = useI18n()
  const { months, now } = props
  const present = months.findIndex(({ at }) => monthsBetween(now, at) === 0)
  return (
    <Chart
      guess={1_200}
      height={top + tall + bottom}
      label={t('portfolio.back.chart', {
        past: Math.max(0, present),
        future: Math.max(0, months.length - present - 1),
      })}
    >
      {(width) => <Drawing {...props} present={present} width={width} />}
    </Chart>
  )
}
