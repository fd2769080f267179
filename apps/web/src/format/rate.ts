import { formatUnits } from '@hurong/finance'
import { numberFormat, withMinus } from './number.ts'

const percent = (literal: Intl.StringNumericLiteral, decimals: number, locale: string): string =>
  withMinus(
    numberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(literal),
  )

/** A rate in millionths (125,300 = 12.53 %), two decimals. */
export const formatRate = (millionths: number | bigint, locale: string): string =>
  percent(formatUnits(BigInt(millionths), 6) as Intl.StringNumericLiteral, 2, locale)

/** A share in millionths, one decimal, none for the whole. */
export const formatShare = (millionths: number | bigint, locale: string): string =>
  percent(
    formatUnits(BigInt(millionths), 6) as Intl.StringNumericLiteral,
    BigInt(millionths) % 1_000_000n === 0n ? 0 : 1,
    locale,
  )

/** A yearly return that is no money, as a decimal fraction (0.0397 = 3.97 %); unknown is a dash, never 0. */
export const formatFraction = (fraction: number | null, locale: string): string =>
  fraction === null
    ? '—'
    : withMinus(
        numberFormat(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
          fraction,
        ),
      )

/** A difference of rates in percentage points: millionths, two decimals, without a unit. */
export const formatPoints = (millionths: number | bigint, locale: string): string =>
  withMinus(
    numberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
      formatUnits(BigInt(millionths), 4) as Intl.StringNumericLiteral,
    ),
  )
