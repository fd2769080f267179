import { useI18n } from '../i18n/context.tsx'
import { useTitle } from '../shell/useTitle.ts'

export function FundPage() {
  const { t } = useI18n()
  useTitle(t('market.fund'))
  return <h1>{t('market.fund')}</h1>
}
