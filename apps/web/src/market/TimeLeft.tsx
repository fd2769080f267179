import type { LoanSummary } from '@hurong/sdk/api'
import { useChainTime } from '../api/useCurrency.ts'
import { formatDateTime } from '../format/date.ts'
import { formatDuration } from '../format/duration.ts'
import { useI18n } from '../i18n/context.tsx'
import { soon } from './closing.ts'

/** How long a loan can still be funded; the deadline itself with its zone on hover. The last half day is shown as pressing; there is no ticking clock. */
export function TimeLeft({
  loan,
  words = false,
}: {
  readonly loan: Pick<LoanSummary, 'fundingDeadline'>
  readonly words?: boolean
}) {
  const i18n = useI18n()
  const left = loan.fundingDeadline - useChainTime()
  const time = formatDuration(left, i18n)
  return (
    <span
      className={`nowrap ${left < soon ? 'late' : ''}`}
      title={formatDateTime(loan.fundingDeadline, i18n.locale)}
    >
      {left <= 0 ? i18n.t('market.over') : words ? i18n.t('market.leftTime', { time }) : time}
    </span>
  )
}
