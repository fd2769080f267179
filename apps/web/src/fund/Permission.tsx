import type { LoanSummary } from '@hurong/sdk/api'
import { permissionSeconds } from '../chain/permission.ts'
import type { PermissionKind } from '../chain/usePermissionKind.ts'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './page.module.css'

interface PermissionProps {
  readonly loan: LoanSummary
  readonly amount: string
  readonly permission: PermissionKind
}

/** Exactly what will be permitted, and that nothing else is. */
export function Permission({ loan, amount, permission }: PermissionProps) {
  const { t } = useI18n()
  return (
    <section className={styles.part}>
      <h3>{t('fund.permission.title')}</h3>
      <div className={styles.permission}>
        <dl className="pairs">
          <dt>{t('fund.permission.pay')}</dt>
          <dd className="strong">{amount}</dd>
          <dt>{t('fund.permission.to')}</dt>
          <dd>
            <b className="strong">{t('fund.permission.to.value', { name: loanName(loan.number) })}</b>
            <br />
            <span className="t13 ink2">{t('fund.permission.custody')}</span>
          </dd>
          <dt>{t('fund.permission.times')}</dt>
          <dd className="strong">
            {t(`fund.permission.times.${permission}`, { n: Math.floor(permissionSeconds / 60) })}
          </dd>
          <dt>{t('fund.permission.other')}</dt>
          <dd className="strong">{t('fund.permission.none')}</dd>
        </dl>
      </div>
    </section>
  )
}
