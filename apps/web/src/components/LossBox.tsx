import type { Currency } from '@hurong/sdk/api'
import { useI18n } from '../i18n/context.tsx'
import { useAmountText } from './Amount.tsx'
import styles from './LossBox.module.css'

interface LossBoxProps {
  /** How many of 100 loans like this one were not repaid in full. */
  readonly notRepaid: number
  /** How many ended loans that is counted over. */
  readonly loans: number
  readonly amount: bigint
  readonly currency: Currency
}

/** What can be lost, as 100 squares: shares of loans are understood better than percentages. */
export function LossBox({ notRepaid, loans, amount, currency }: LossBoxProps) {
  const { t } = useI18n()
  const text = useAmountText(currency.address)
  return (
    <section className={styles.box} aria-label={t('risk.title', { n: notRepaid })}>
      <h2>{t('risk.title', { n: notRepaid })}</h2>
      <p className="t14 ink2">{t('risk.body', { loans })}</p>
      <svg className={styles.squares} viewBox="0 0 400 100" aria-hidden="true">
        {Array.from({ length: 100 }, (_, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the squares are all alike.
            key={index}
            x={(index % 20) * 20 + 1}
            y={Math.floor(index / 20) * 20 + 1}
            width="16"
            height="16"
            className={index >= 100 - notRepaid ? styles.lost : styles.kept}
          />
        ))}
      </svg>
      <dl className="pairs">
        <dt className="strong">{t('risk.worst')}</dt>
        <dd className="strong">{t('risk.all', { amount: text(amount, 'exact', true) })}</dd>
      </dl>
      <p className="t14">{t('risk.insurance')}</p>
    </section>
  )
}
