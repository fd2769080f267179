import { divUp } from '../money/divide.ts'

/** Cash received at a time (seconds UTC), base units. */
export type Receipt = { readonly at: number; readonly amount: bigint }

/** When a share of the money laid out is back. `at` is null when it is not, with the receipts given. */
export type PaybackPoint = { readonly percent: number; readonly at: number | null }

/**
 * When each of the `percents` of `invested` base units is back, from receipts past or expected in any order. Of nothing laid out, as by
 * who was only handed notes, no share can be back: no points.
 */
export function paybackPoints(
  invested: bigint,
  receipts: readonly Receipt[],
  percents: readonly number[] = [25, 50, 75, 95],
): PaybackPoint[] {
  if (invested <= 0n) return []
  const inOrder = receipts.toSorted((a, b) => a.at - b.at)
  return percents.map((percent) => {
    const goal = divUp(invested * BigInt(percent), 100n)
    let back = 0n
    for (const { at, amount } of inOrder) {
      back += amount
      if (back >= goal) return { percent, at }
    }
    return { percent, at: null }
  })
}
