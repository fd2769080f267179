/** Why a text is not an amount. */
export type AmountFault = 'notANumber' | 'tooManyDecimals'

/** A text that is no exact amount with the given number of decimals. */
export class AmountUnreadable extends RangeError {
  override readonly name = 'AmountUnreadable'
  readonly text: string
  readonly decimals: number
  readonly fault: AmountFault
  constructor(text: string, decimals: number, fault: AmountFault) {
    super(
      fault === 'notANumber'
        ? `"${text}" is not a decimal number.`
        : `"${text}" has more than ${decimals} decimals.`,
    )
    this.text = text
    this.decimals = decimals
    this.fault = fault
  }
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/

/**
 * Reads a plain decimal text ("1234.5", "-0.07") exactly into base units; trailing zeros beyond `decimals` are allowed.
 * No grouping signs, no exponent, no currency: the locale's way of writing is the page's business.
 * @throws AmountUnreadable when it is no number, or finer than `decimals`: nothing is rounded here.
 */
export function parseAmount(text: string, decimals: number): bigint {
  const match = DECIMAL.exec(text.trim())
  if (!match) throw new AmountUnreadable(text, decimals, 'notANumber')
  const [, sign, whole = '0', fraction = ''] = match
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  if (/[1-9]/.test(fraction.slice(decimals))) throw new AmountUnreadable(text, decimals, 'tooManyDecimals')
  const units = BigInt(whole + kept)
  return sign === '-' ? -units : units
}

/** Base units as a plain decimal text with exactly `decimals` decimals: the inverse of `parseAmount`. */
export function formatUnits(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  return `${units < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${fraction}` : ''}`
}
