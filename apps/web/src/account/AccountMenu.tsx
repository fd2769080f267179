import { lazy, Suspense, useRef, useState } from 'react'
import { useI18n } from '../i18n/context.tsx'
import styles from './AccountMenu.module.css'
import { useActing } from './acting.ts'

const AccountList = lazy(() => import('./AccountList.tsx'))

/** Who one acts as; the list behind it is loaded when first opened. */
export function AccountMenu() {
  const { t } = useI18n()
  const acting = useActing()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const name = acting
    ? acting.kind === 'demonstration'
      ? t('account.suffix', { name: acting.name })
      : acting.name
    : t('account.choose')
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.who}
        aria-haspopup="menu"
        aria-expanded={open}
        title={t('account.menu')}
        onClick={() => setOpen(true)}
      >
        <span
          className={styles.initial}
          data-initial={acting ? [...acting.name.replace(/^(Ms|Mr|Dr)\s+/, '')][0] : '?'}
        />
        <span className={styles.name}>{name}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <AccountList anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
