import type { LoanSummary } from '@hurong/sdk/api'
import { useI18n } from '../i18n/context.tsx'
import { LoanCard } from './LoanCard.tsx'
import styles from './page.module.css'

/** Loans whose funding ends within half a day, on cards before the rest; nothing where there are none. */
export function Closing({ loans }: { readonly loans: readonly LoanSummary[] }) {
  const { t } = useI18n()
  if (loans.length === 0) return null
  return (
    <section className={`section ${styles.closing}`} data-closing>
      <header className="section-head">
        <h2>{t('market.closing.title')}</h2>
        <span className="t13 ink3">{t('market.closing.note')}</span>
      </header>
      <div className={styles.cards}>
        {loans.map((loan) => (
          <LoanCard key={loan.number} loan={loan} />
        ))}
      </div>
    </section>
  )
}
