import { useI18n } from '../i18n/context.tsx'
import styles from './credit.module.css'
import { ofHundred } from './grades.ts'

const columns = 20
const cell = 14

/** A hundred loans, one square each; those expected to fail are filled. */
export function HundredLoans({ pd }: { readonly pd: number }) {
  const { t } = useI18n()
  const failing = ofHundred(pd)
  return (
    <svg
      className={styles.hundred}
      viewBox={`0 0 ${columns * cell} ${5 * cell}`}
      role="img"
      aria-label={t('credit.hundred', { n: failing })}
    >
      {Array.from({ length: 100 }, (_, at) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a square's place is what it is.
          key={at}
          className={at < failing ? styles.fails : styles.pays}
          x={(at % columns) * cell + 1}
          y={Math.floor(at / columns) * cell + 1}
          width={cell - 3}
          height={cell - 3}
        />
      ))}
    </svg>
  )
}
