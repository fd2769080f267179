import type { Currency } from '@hurong/sdk/api'
import { sentenceFor } from '../../chain/reason.ts'
import { formatAmount } from '../../format/amount.ts'
import { useI18n } from '../../i18n/context.tsx'
import { refusalOfReceiver } from './refusal.ts'
import type { TriedHandingOver } from './tryHandingOver.ts'
import { useHandOverWords } from './words/words.ts'

/** Why the contract would refuse it, said of whom it is about. */
export function Refusal({
  tried,
  currency,
}: {
  readonly tried: TriedHandingOver
  readonly currency: Currency
}) {
  const i18n = useI18n()
  const { t } = useHandOverWords()
  const { reason } = tried
  if (reason === null) return null
  const refusal = refusalOfReceiver(reason, tried)
  const whole = (units: bigint) => `${formatAmount(units, 0, i18n.locale, 'whole')} ${currency.symbol}`
  return (
    <p role="alert" className="strong failed">
      {refusal === null
        ? sentenceFor(reason, i18n, currency)
        : refusal.name === 'CapPerLoanExceeded' || refusal.name === 'CapPerPairExceeded'
          ? t(`handOver.refused.${refusal.name}`, { used: whole(refusal.used), cap: whole(refusal.cap) })
          : t(`handOver.refused.${refusal.name}`)}
    </p>
  )
}
