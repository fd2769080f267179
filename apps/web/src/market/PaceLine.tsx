import type { LoanSummary } from '@hurong/sdk/api'
import { useChainTime } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { useI18n } from '../i18n/context.tsx'
import { paceOf } from './pace.ts'

interface PaceLineProps {
  readonly loan: LoanSummary
  /** Only what comes in a day, where there is no room for where it leads. */
  readonly short?: boolean
}

/** How fast a loan is being funded; how many lend where that cannot be told yet. */
export function PaceLine({ loan, short = false }: PaceLineProps) {
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const pace = paceOf(loan, useChainTime())
  if (pace === null) return short ? null : t('market.lenders', { n: loan.lenders })
  if (pace.daily === 0n) return t('market.pace.none')
  const amount = text(pace.daily, 'whole', false, 'down')
  if (short) return t('market.pace.daily', { amount })
  return t(pace.isEnough ? 'market.pace.enough' : 'market.pace.tooSlow', { amount })
}
