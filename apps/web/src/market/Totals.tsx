import type { LoanPage } from '@hurong/sdk/api'
import { Amount } from '../components/Amount.tsx'
import { useI18n } from '../i18n/context.tsx'
import styles from './page.module.css'

/** How many loans pass the filters, and what they still lack together, a line for each currency. */
export function Totals({
  total,
  left,
}: {
  readonly total: number
  readonly left: NonNullable<LoanPage['leftToFund']>
}) {
  const { t } = useI18n()
  return (
    <div className={styles.totals} aria-live="polite">
      <p className="t14 ink2">{t(left.length > 0 ? 'market.countLeft' : 'market.count', { n: total })}</p>
      {left.map(({ currency, units }) => (
        <p key={currency} className="t28 strong">
          <Amount units={BigInt(units)} currency={currency} style="whole" />
        </p>
      ))}
    </div>
  )
}
