import { divDown } from '@hurong/finance'
import type { Random } from '../history/random.ts'

/** Splits `amount` among lenders in whole units; each gets at least the least ticket, the last what is left. */
export const split = (
  amount: bigint,
  lenders: readonly number[],
  least: bigint,
  one: bigint,
  random: Random,
) => {
  const parts: { lender: number; amount: bigint }[] = []
  let left = amount
  for (const [index, lender] of lenders.entries()) {
    if (left < least) break
    const wanted = divDown(left * BigInt(20 + random.below(60)), 100n * one) * one
    const share = wanted < least ? least : wanted
    // What would be left over is less than anybody may take: then it is taken too.
    const more = index === lenders.length - 1 || left - share < least
    const part = more ? left : share
    parts.push({ lender, amount: part })
    left -= part
    if (more) break
  }
  return parts
}
