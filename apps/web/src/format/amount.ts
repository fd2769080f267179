import { formatUnits } from '@hurong/finance'
import { numberFormat, withMinus } from './number.ts'

/**
 * How an amount is written.
 * - `exact`: every digit that is there, at least two decimals: receipts, confirmations.
 * - `cents`: two decimals: tables.
 * - `whole`: no decimals: headlines.
 * - `short`: three digits from 10,000 up (12.3万, 123K), else whole.
 */
export type AmountStyle = 'exact' | 'cents' | 'whole' | 'short'

/** `down` for what somebody may take, `up` for what somebody owes or lacks, `nearest` for what is only shown. */
export type AmountRounding = 'down' | 'up' | 'nearest'

const shortFrom = 10_000n

const roundingModes = { down: 'trunc', up: 'expand', nearest: 'halfExpand' } as const

/** British compact notation writes 123k; K and M are what the figures here use. */
const compactLocale = (locale: string) => (locale === 'en-GB' ? 'en-US' : locale)

/** `formatUnits` gives a decimal literal, which `Intl` formats exactly, never as a float. */
const literal = (units: bigint, decimals: number) => formatUnits(units, decimals) as Intl.StringNumericLiteral

/**
 * An amount of base units, exactly, the locale's way.
 * @param units Base units; may be negative.
 * @param decimals Of the currency.
 */
export function formatAmount(
  units: bigint | string,
  decimals: number,
  locale: string,
  style: AmountStyle = 'cents',
  rounding: AmountRounding = 'nearest',
): string {
  const amount = BigInt(units)
  const magnitude = amount < 0n ? -amount : amount
  const roundingMode = roundingModes[rounding]
  if (style === 'short' && magnitude >= shortFrom * 10n ** BigInt(decimals))
    return withMinus(
      numberFormat(compactLocale(locale), {
        notation: 'compact',
        maximumSignificantDigits: 3,
        roundingMode,
      }).format(literal(amount, decimals)),
    )
  const [least, most] =
    style === 'exact' ? [Math.min(2, decimals), decimals] : style === 'cents' ? [2, 2] : [0, 0]
  const format = numberFormat(locale, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    roundingMode,
  })
  return withMinus(format.format(literal(amount, decimals)))
}

/** The sign spelled out, for changes: ▲ with plus, ▼ with minus, nothing for none. */
export function formatChange(units: bigint, decimals: number, locale: string): string {
  const text = formatAmount(units < 0n ? -units : units, decimals, locale)
  return units > 0n ? `▲ +${text}` : units < 0n ? `▼ \u2212${text}` : text
}
