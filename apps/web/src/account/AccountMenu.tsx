import { useI18n } from '../i18n/context.tsx'
import { AccountChoice } from './AccountChoice.tsx'
import styles from './AccountMenu.module.css'
import { useActing } from './acting.ts'

/** Who one acts as, and the way to act as somebody else. */
export function AccountMenu() {
  const { t } = useI18n()
  const acting = useActing()
  const name = acting
    ? acting.kind === 'demonstration'
      ? t('account.suffix', { name: acting.name })
      : acting.name
    : t('account.choose')
  return (
    <AccountChoice className={styles.who} title={t('account.menu')}>
      <span
        className={styles.initial}
        data-initial={acting ? [...acting.name.replace(/^(Ms|Mr|Dr)\s+/, '')][0] : '?'}
      />
      <span className={styles.name}>{name}</span>
    </AccountChoice>
  )
}
