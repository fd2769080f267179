const formats = new Map<string, Intl.NumberFormat>()

/** `Intl.NumberFormat` objects are costly to make and few. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    formats.set(key, format)
  }
  return format
}

/** The minus sign of typography, not the hyphen: U+2212. */
export const withMinus = (text: string): string => text.replace('-', '\u2212')

/** A count, whole. */
export const formatNumber = (value: number, locale: string): string =>
  withMinus(numberFormat(locale, { maximumFractionDigits: 0 }).format(value))
