import { divDown } from '@hurong/finance'

/** An amount as it is written with two decimals, base units: halves away from zero, or cut off. */
export function toCents(units: bigint, decimals: number, rounding: 'nearest' | 'down' = 'nearest'): bigint {
  if (decimals <= 2) return units
  const cent = 10n ** BigInt(decimals - 2)
  const magnitude = units < 0n ? -units : units
  const whole = divDown(magnitude + (rounding === 'nearest' ? divDown(cent, 2n) : 0n), cent) * cent
  return units < 0n ? -whole : whole
}

/** Parts of a sum as they are written, base units. */
export interface Written<K extends string> {
  readonly parts: Readonly<Record<K, bigint>>
  /** What the written parts are short of the written sum: the fractions of a cent among them, and whatever is no part. */
  readonly rest: bigint
  readonly total: bigint
}

/**
 * Parts and their sum, each written to the cent, and what the reader who adds them up would miss.
 * @param cut Parts that are never written as more than there is.
 */
export function writtenToCents<K extends string>(
  parts: Readonly<Record<K, bigint>>,
  total: bigint,
  decimals: number,
  cut: readonly NoInfer<K>[] = [],
): Written<K> {
  const keys = Object.keys(parts) as K[]
  const written = Object.fromEntries(
    keys.map((key) => [key, toCents(parts[key], decimals, cut.includes(key) ? 'down' : 'nearest')]),
  ) as Record<K, bigint>
  const sum = toCents(total, decimals)
  return { parts: written, rest: keys.reduce((left, key) => left - written[key], sum), total: sum }
}
