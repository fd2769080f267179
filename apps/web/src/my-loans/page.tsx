import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'

export function MyLoansPage() {
  const { t } = useI18n()
  useTitle(t('shell.nav.borrow'))
  return <h1>{t('shell.nav.borrow')}</h1>
}
