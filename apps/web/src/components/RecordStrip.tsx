import { useI18n } from '../i18n/context.tsx'
import styles from './RecordStrip.module.css'

/** What one cell of a record says. */
export type Cell = 'onTime' | 'late' | 'paidLate' | 'running' | 'upcoming'

const cell = 12
const gap = 2
const perRow = 48

/** A record of instalments, one cell each, in order; late ones are taller and darker. */
export function RecordStrip({ cells }: { readonly cells: readonly Cell[] }) {
  const { t } = useI18n()
  const onTime = cells.filter((one) => one === 'onTime').length
  const late = cells.filter((one) => one === 'paidLate').length
  const unpaid = cells.filter((one) => one === 'late').length
  const columns = Math.min(cells.length, perRow)
  const rows = Math.ceil(cells.length / perRow)
  const width = Math.max(columns, 24) * (cell + gap)
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${width} ${rows * 24}`}
      role="img"
      aria-label={t('loan.who.strip.label', { onTime, late, unpaid })}
    >
      {cells.map((kind, index) => {
        const tall = kind === 'late' || kind === 'paidLate' || kind === 'running'
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place in the record is what it is.
            key={index}
            className={styles[kind]}
            x={(index % perRow) * (cell + gap) + 0.5}
            y={Math.floor(index / perRow) * 24 + (tall ? 0.5 : 3.5)}
            width={cell - 1}
            height={tall ? 20 : 14}
          />
        )
      })}
    </svg>
  )
}
