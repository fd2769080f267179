import { useCurrency } from '../api/useCurrency.ts'
import { formatAmount } from '../format/amount.ts'
import { useI18n } from '../i18n/context.tsx'
import { Amount } from './Amount.tsx'

interface ColumnAmountProps {
  /** Base units. */
  readonly units: bigint
  readonly currency: string
}

/** Digits behind the point that a column leaves room for; few amounts have more. */
const roomFor = 6

/** An exact amount in a column: room is left for digits it does not have, so that the points stand below each other. */
export function ColumnAmount({ units, currency }: ColumnAmountProps) {
  const { locale } = useI18n()
  const { decimals } = useCurrency(currency)
  const [, fraction = ''] = formatAmount(units, decimals, locale, 'exact').split('.')
  const free = Math.max(0, Math.min(decimals, roomFor) - fraction.length)
  return (
    <span style={{ paddingInlineEnd: `${free}ch` }}>
      <Amount units={units} currency={currency} style="exact" unit={false} />
    </span>
  )
}
