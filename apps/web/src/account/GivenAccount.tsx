import { useI18n } from '../i18n/context.tsx'
import { AccountChoice } from './AccountChoice.tsx'
import { chooseDemonstration, useActing, useGivenAccount } from './acting.ts'
import styles from './GivenAccount.module.css'

/** Says whose eyes the demonstration begins with, until somebody is chosen: whoever stays chooses that account. */
export function GivenAccount() {
  const { t } = useI18n()
  const acting = useActing()
  const given = useGivenAccount()
  if (!given || acting?.kind !== 'demonstration') return null
  return (
    <p className={`notice ${styles.line}`}>
      <span>{t('account.given', { name: acting.name, role: t(`account.role.${acting.role}`) })}</span>
      <span className={styles.actions}>
        <AccountChoice className="text-button">{t('account.given.change')}</AccountChoice>
        <button type="button" className="text-button" onClick={() => chooseDemonstration(acting.address)}>
          {t('account.given.stay')}
        </button>
      </span>
    </p>
  )
}
