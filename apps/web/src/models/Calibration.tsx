import type { TrackRecordLine } from '@hurong/sdk/api'
import { useWidth } from '../components/useWidth.ts'
import { predictedShare } from '../credit/models.ts'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './models.module.css'

const left = 44
const top = 16
const tall = 220
const bottom = 28

/** Steps of the axis, millionths: at most six of them. */
const stepOf = (most: number) =>
  [20_000, 50_000, 100_000, 200_000].find((step) => most / step <= 6) ?? 200_000

/** Predicted against realised, grade by grade: a hollow dot, and the band in which the real share lies. */
export function Calibration({ lines }: { readonly lines: readonly TrackRecordLine[] }) {
  const { t, locale } = useI18n()
  const [figure, width] = useWidth<HTMLElement>(1_000)
  const most = Math.max(...lines.map((line) => Math.max(line.high, predictedShare(line))))
  const step = stepOf(most)
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step)
  const last = ticks.at(-1) ?? step
  const slot = (width - left) / lines.length
  const x = (at: number) => left + (at + 0.5) * slot
  const y = (share: number) => top + tall - (share / last) * tall
  return (
    <figure ref={figure} className={styles.gap} style={{ minWidth: 0 }}>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${top + tall + bottom}`}
        role="img"
        aria-label={t('models.record.chart', { n: lines.length })}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={left}
              x2={width}
              y1={y(tick)}
              y2={y(tick)}
              className={tick === 0 ? styles.zero : styles.gridline}
            />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {formatShare(tick, locale).replace(/\.0/, '')}
            </text>
          </g>
        ))}
        {lines.map((line, at) => (
          <g key={line.grade}>
            <line
              className={line.small ? styles.bandSmall : styles.band}
              x1={x(at)}
              x2={x(at)}
              y1={y(line.low)}
              y2={Math.min(y(line.high), y(line.low) - 2)}
            />
            <circle className={styles.predicted} cx={x(at)} cy={y(predictedShare(line))} r={6} />
            <text x={x(at)} y={top + tall + 20} textAnchor="middle">
              {line.grade}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="t13 ink3">{t('models.record.axis')}</figcaption>
    </figure>
  )
}
