import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'

export function BookPage() {
  const { t } = useI18n()
  useTitle(t('shell.foot.book'))
  return <h1>{t('shell.foot.book')}</h1>
}
