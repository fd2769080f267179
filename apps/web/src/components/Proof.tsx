import { useI18n } from '../i18n/context.tsx'
import styles from './Proof.module.css'

/** Leads to the transaction behind a line, in the explorer. */
export function Proof({ transaction }: { readonly transaction: string }) {
  const { t } = useI18n()
  const short = `${transaction.slice(0, 6)}…${transaction.slice(-4)}`
  return (
    <a
      className={styles.proof}
      href={`/explorer?q=${transaction}`}
      aria-label={t('page.proof.ofTransaction', { hash: short })}
      title={transaction}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M4.2 7.2 6.3 9.3 9.8 5.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
      </svg>
      <span className={styles.words}>{t('page.proof.transaction')}</span>
    </a>
  )
}
