/**
 * Area under the ROC curve: the chance that a loan that defaulted was scored above one that was repaid, ties counted
 * half (Mann-Whitney U over the product of the counts). NaN where one of the outcomes does not occur.
 */
export function auc(scores: ArrayLike<number>, outcome: ArrayLike<number>): number {
  let defaulted = 0
  let rankSum = 0
  let below = 0
  for (const { rows, defaults } of tiedGroups(scores, outcome)) {
    // Ranks below + 1 to below + rows share their mean.
    rankSum += defaults * (below + (rows + 1) / 2)
    defaulted += defaults
    below += rows
  }
  const repaid = scores.length - defaulted
  return (rankSum - (defaulted * (defaulted + 1)) / 2) / (defaulted * repaid)
}

export interface TiedGroup {
  readonly score: number
  readonly rows: number
  readonly defaults: number
}

/** Rows of equal score together, from the least score to the greatest. */
export function tiedGroups(scores: ArrayLike<number>, outcome: ArrayLike<number>): TiedGroup[] {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row).sort(
    (a, b) => (scores[a] as number) - (scores[b] as number),
  )
  const groups: { score: number; rows: number; defaults: number }[] = []
  for (const row of order) {
    const score = scores[row] as number
    let group = groups.at(-1)
    if (group === undefined || group.score !== score) {
      group = { score, rows: 0, defaults: 0 }
      groups.push(group)
    }
    group.rows++
    group.defaults += outcome[row] as number
  }
  return groups
}
