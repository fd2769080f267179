import { divDown, lessOrNone } from '@hurong/finance'

/**
 * A sum and its parts as tables write them, to the cent: what is shown adds up. Each is rounded to the nearest cent but the
 * last part, which is what the others leave of the sum.
 * @param split Base units, none below 0.
 */
export function shownSplit(
  split: readonly bigint[],
  decimals: number,
): { readonly whole: bigint; readonly parts: readonly bigint[] } {
  const cent = 10n ** BigInt(Math.max(0, decimals - 2))
  const nearest = (units: bigint) => divDown(units + divDown(cent, 2n), cent) * cent
  const sum = (units: readonly bigint[]) => units.reduce((all, one) => all + one, 0n)
  const whole = nearest(sum(split))
  const first = split.slice(0, -1).map(nearest)
  return { whole, parts: [...first, lessOrNone(whole, sum(first))] }
}
