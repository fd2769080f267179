import type { Holding } from '@hurong/sdk/api'

/** The contract pays out at most so many series in one call. */
export const seriesPerClaim = 256

/** Holdings with something to claim, cut into calls the contract takes: each of one currency, ids next to each other. */
export function claimBatches(
  holdings: readonly Holding[],
  most = seriesPerClaim,
): readonly (readonly bigint[])[] {
  const byCurrency = new Map<string, bigint[]>()
  for (const { loan, claimable } of holdings) {
    if (BigInt(claimable) === 0n) continue
    const ids = byCurrency.get(loan.currency) ?? []
    ids.push(BigInt(loan.loanId))
    byCurrency.set(loan.currency, ids)
  }
  return [...byCurrency.values()].flatMap((ids) => {
    const sorted = ids.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    const batches: bigint[][] = []
    for (let from = 0; from < sorted.length; from += most) batches.push(sorted.slice(from, from + most))
    return batches
  })
}

/** All that can be claimed of these holdings, base units. */
export const claimableOf = (holdings: readonly Holding[]): bigint =>
  holdings.reduce((sum, { claimable }) => sum + BigInt(claimable), 0n)
