import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'

export function ExplorerPage() {
  const { t } = useI18n()
  useTitle(t('shell.nav.explorer'))
  return <h1>{t('shell.nav.explorer')}</h1>
}
