/** Millionths, the scale of probabilities. */
export const PPM = 1_000_000n

/** Months of the first year, over which the PD of 12 months is spread. */
const YEAR = 12n

/** How likely a loan is to default, in millionths: within 12 months, and over its life. */
export type DefaultRisk = { readonly pd12: bigint; readonly pdLifetime: bigint }

/** A risk that cannot be: outside 0 to 1, or less over life than over 12 months. */
export class RiskOutOfRange extends RangeError {
  override readonly name = 'RiskOutOfRange'
}

/** @throws RiskOutOfRange when the two do not fit together. */
export function checkRisk({ pd12, pdLifetime }: DefaultRisk): void {
  if (pd12 < 0n || pdLifetime > PPM || pd12 > pdLifetime)
    throw new RiskOutOfRange(
      `PD over 12 months is ${pd12} and over life ${pdLifetime}: both lie from 0 to ${PPM} millionths, the first not above the second.`,
    )
}

/**
 * Share of loans that have defaulted by the end of `month`, of a loan of `term` months: even over the first 12 months up
 * to the PD of 12 months, and even over the rest up to that over life. Millionths times `curveScale(term)`: exact.
 */
export function defaultedBy({ pd12, pdLifetime }: DefaultRisk, term: bigint, month: bigint): bigint {
  if (term <= YEAR) return pdLifetime * month
  const rest = term - YEAR
  if (month <= YEAR) return pd12 * month * rest
  return pd12 * YEAR * rest + (pdLifetime - pd12) * (month - YEAR) * YEAR
}

/** What the shares of `defaultedBy` are multiplied by, so that no month rounds anything. */
export const curveScale = (term: bigint): bigint => (term <= YEAR ? term : YEAR * (term - YEAR))
