import { useCurrency, useManyCurrencies } from '../api/useCurrency.ts'
import { type AmountRounding, type AmountStyle, formatAmount } from '../format/amount.ts'
import { useI18n } from '../i18n/context.tsx'

interface AmountProps {
  /** Base units. */
  readonly units: bigint | string
  /** Address of the currency; the platform's first if left out. */
  readonly currency?: string | undefined
  readonly style?: AmountStyle
  readonly rounding?: AmountRounding
  /** Whether the currency's code follows; by default only where there are two currencies. */
  readonly unit?: boolean
}

/** An amount of money; where digits are left out, the exact figure shows on hover and to screen readers' title. */
export function Amount({ units, currency, style = 'cents', rounding = 'nearest', unit }: AmountProps) {
  const { locale, t } = useI18n()
  const { decimals, symbol } = useCurrency(currency)
  const many = useManyCurrencies()
  const shown = formatAmount(units, decimals, locale, style, rounding)
  const exact = formatAmount(units, decimals, locale, 'exact')
  return (
    <span className="nowrap" title={shown === exact ? undefined : t('amount.exactly', { amount: exact })}>
      {shown}
      {(unit ?? many) && <span className="unit">{symbol}</span>}
    </span>
  )
}

/** Writes amounts of one currency as text, for sentences and labels. */
export function useAmountText(currency?: string) {
  const { locale } = useI18n()
  const { decimals, symbol } = useCurrency(currency)
  return (
    units: bigint | string,
    style: AmountStyle = 'cents',
    withUnit = false,
    rounding: AmountRounding = 'nearest',
  ) => `${formatAmount(units, decimals, locale, style, rounding)}${withUnit ? ` ${symbol}` : ''}`
}
