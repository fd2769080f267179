import type { Participant } from '@hurong/sdk/api'
import { StatusLine } from '../components/Status.tsx'
import { clockOf } from '../components/StatusMark.tsx'
import { useI18n } from '../i18n/context.tsx'
import { inDefaultOf, longestUnpaid } from './record.ts'

/**
 * How somebody stands, under their number. That their identity was verified is praise of nobody who does not pay: then what
 * they owe comes first, and the tick is left away.
 */
export function Standing({ participant }: { readonly participant: Participant }) {
  const { t } = useI18n()
  const { status, unpaid } = participant
  if (status === 'frozen')
    return (
      <StatusLine mark="cross" tone="failed">
        {t('participants.frozen')}
      </StatusLine>
    )
  const defaulted = inDefaultOf(participant)
  const days = longestUnpaid(unpaid)
  if (defaulted === 0 && unpaid.length === 0)
    return (
      <StatusLine mark="tick" tone="brand">
        {t('participants.active')}
      </StatusLine>
    )
  return (
    <>
      {defaulted > 0 ? (
        <StatusLine mark="cross" tone="failed">
          {t('participants.inDefault', { n: defaulted })}
        </StatusLine>
      ) : (
        <StatusLine mark={clockOf(days)} tone="late">
          {t('participants.owing', { n: unpaid.length })}
        </StatusLine>
      )}{' '}
      <span className="ink3">· {t('participants.activeOnly')}</span>
    </>
  )
}
