import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'

export function PowersPage() {
  const { t } = useI18n()
  useTitle(t('shell.foot.powers'))
  return <h1>{t('shell.foot.powers')}</h1>
}
