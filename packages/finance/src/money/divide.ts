// The only divisions on money in this house. Every other file calls these by name, so that who gains the odd unit
// can be read at the place of the division.

/** The divisor of a division was zero or negative, or the dividend negative: neither occurs with money. */
export class DivisionOutOfRange extends RangeError {
  override readonly name = 'DivisionOutOfRange'
  readonly dividend: bigint
  readonly divisor: bigint
  constructor(dividend: bigint, divisor: bigint) {
    super(
      `Cannot divide ${dividend} by ${divisor}: the dividend must be at least 0 and the divisor at least 1.`,
    )
    this.dividend = dividend
    this.divisor = divisor
  }
}

function check(dividend: bigint, divisor: bigint): void {
  if (dividend < 0n || divisor <= 0n) throw new DivisionOutOfRange(dividend, divisor)
}

/**
 * Quotient rounded down: for what somebody receives.
 * @throws DivisionOutOfRange for a negative dividend or a divisor below 1.
 */
export function divDown(dividend: bigint, divisor: bigint): bigint {
  check(dividend, divisor)
  return dividend / divisor
}

/**
 * Quotient rounded up: for what somebody pays.
 * @throws DivisionOutOfRange for a negative dividend or a divisor below 1.
 */
export function divUp(dividend: bigint, divisor: bigint): bigint {
  check(dividend, divisor)
  return (dividend + divisor - 1n) / divisor
}
