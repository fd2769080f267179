import type { CreditModel, TrackRecordLine } from '@hurong/sdk/api'

/** Where a model stands at `now`, seconds. */
export function stateOf(
  { bindsAt, retiredAt }: Pick<CreditModel, 'bindsAt' | 'retiredAt'>,
  now: number,
): 'announced' | 'inUse' | 'retired' {
  if (retiredAt !== null && retiredAt <= now) return 'retired'
  return bindsAt > now ? 'announced' : 'inUse'
}

/** Share foretold to fail, millionths; rounded down. */
export const predictedShare = ({ predicted, loans }: Pick<TrackRecordLine, 'predicted' | 'loans'>): number =>
  loans === 0 ? 0 : Math.floor(predicted / loans)

/** Whether what was foretold lies within the band of what came; too few to tell says nothing either way. */
export function verdictOf(
  line: Pick<TrackRecordLine, 'predicted' | 'loans' | 'low' | 'high' | 'small'>,
): 'inside' | 'low' | 'high' | 'small' {
  const share = predictedShare(line)
  if (line.small) return 'small'
  if (share < line.low) return 'low'
  return share > line.high ? 'high' : 'inside'
}

/** The middle of some rates, and how far `rate` lies from it; null of none. Millionths. */
export function againstMiddle(rate: number, others: readonly number[]) {
  const middle = others.toSorted((a, b) => a - b)[Math.floor(others.length / 2)]
  return middle === undefined ? null : { middle, difference: rate - middle }
}

/** The model that is applied at `now`: of those in use the latest announced. */
export const modelInUse = <M extends Pick<CreditModel, 'bindsAt' | 'retiredAt' | 'announcedAt'>>(
  models: readonly M[],
  now: number,
): M | undefined =>
  models
    .filter((model) => stateOf(model, now) === 'inUse')
    .toSorted((a, b) => b.announcedAt - a.announcedAt)[0]

/** Year and number of a quarter as the API names it, `2026-Q3`. */
export const quarterOf = (vintage: string): { readonly year: string; readonly quarter: string } => {
  const [year = '', quarter = ''] = vintage.split('-Q')
  return { year, quarter }
}
