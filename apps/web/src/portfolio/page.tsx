import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'

export function PortfolioPage() {
  const { t } = useI18n()
  useTitle(t('shell.nav.portfolio'))
  return <h1>{t('shell.nav.portfolio')}</h1>
}
