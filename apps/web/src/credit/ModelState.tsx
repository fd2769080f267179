import type { CreditModel } from '@hurong/sdk/api'
import { StatusLine } from '../components/Status.tsx'
import { formatDate } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { stateOf } from './models.ts'

/** Whether a model is announced, in use or retired, with the day that tells. */
export function ModelState({
  model,
  now,
}: {
  readonly model: Pick<CreditModel, 'bindsAt' | 'retiredAt'>
  readonly now: number
}) {
  const { t, locale } = useI18n()
  switch (stateOf(model, now)) {
    case 'retired':
      return (
        <StatusLine mark="ring" tone="ink3">
          {t('credit.state.retired', { at: formatDate(model.retiredAt ?? now, locale) })}
        </StatusLine>
      )
    case 'announced':
      return (
        <StatusLine mark="dot" tone="ink2">
          {t('credit.state.announced', { at: formatDate(model.bindsAt, locale) })}
        </StatusLine>
      )
    case 'inUse':
      return (
        <StatusLine mark="tick" tone="brand">
          {t('credit.state.inUse')}
        </StatusLine>
      )
  }
}
