import { useAmountText } from '../components/Amount.tsx'
import { Share } from '../components/Rate.tsx'
import { useI18n } from '../i18n/context.tsx'
import type { Part } from './figures.ts'
import styles from './LentBar.module.css'

const width = 1_000

/** Where every lent unit is, as one bar: solid is back, hatched is owed on time, ochre late, dark lost. */
export function LentBar({
  parts,
  lent,
  currency,
}: {
  readonly parts: readonly Part[]
  readonly lent: bigint
  readonly currency: string
}) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  const amounts = Object.fromEntries(parts.map(({ key, amount }) => [key, text(amount, 'whole')])) as Record<
    Part['key'],
    string
  >
  let x = 0
  return (
    <>
      <svg
        className={styles.bar}
        viewBox={`0 0 ${width} 30`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('home.lent.barLabel', { total: text(lent, 'whole'), ...amounts })}
      >
        <defs>
          <pattern
            id="lent-hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="var(--surface)" />
            <rect width="2" height="6" fill="var(--chart-principal)" />
          </pattern>
        </defs>
        {parts.map(({ key, share }) => {
          const from = x
          const wide = (Number(share) * width) / 1_000_000
          x += wide
          return (
            share > 0n && (
              <rect
                key={key}
                className={styles[key]}
                x={from}
                y="0"
                width={Math.max(wide - 1, 1)}
                height="30"
              />
            )
          )
        })}
      </svg>
      <ul className={styles.legend}>
        {parts.map(({ key, share }) => (
          <li key={key}>
            <i className={`${styles.key} ${styles[`key_${key}`]}`} aria-hidden="true" />
            <span>{t(`home.lent.${key}`)}</span>
            <b>{amounts[key]}</b>
            <span className="ink3">
              <Share millionths={share} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
