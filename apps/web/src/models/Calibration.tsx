import type { TrackRecordLine } from '@hurong/sdk/api'
import { ticksTo } from '../components/axis.ts'
import { Chart, Gridlines } from '../components/Chart.tsx'
import creditStyles from '../credit/credit.module.css'
import { predictedShare } from '../credit/models.ts'
import { formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './models.module.css'

const left = 44
const top = 16
const tall = 220
const bottom = 28

/** Predicted against realised, grade by grade: a hollow dot, and the band in which the real share lies. */
export function Calibration({ lines }: { readonly lines: readonly TrackRecordLine[] }) {
  const { t, locale } = useI18n()
  const most = Math.max(...lines.map((line) => Math.max(line.high, predictedShare(line))))
  const ticks = ticksTo(BigInt(most), 6).map(Number)
  const last = ticks.at(-1) || 1
  const y = (share: number) => top + tall - (share / last) * tall
  return (
    <Chart
      className={creditStyles.gap}
      guess={1_000}
      height={top + tall + bottom}
      label={t('models.record.chart', { n: lines.length })}
      caption={t('models.record.axis')}
    >
      {(width) => {
        const slot = (width - left) / lines.length
        const x = (at: number) => left + (at + 0.5) * slot
        return (
          <>
            <Gridlines
              ticks={ticks}
              y={y}
              text={(tick) => formatShare(tick, locale).replace(/\.0/, '')}
              left={left}
              right={width}
            />
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
          </>
        )
      }}
    </Chart>
  )
}
