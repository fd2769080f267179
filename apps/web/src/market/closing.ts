import type { LoanSummary } from '@hurong/sdk/api'
import { type MarketSearch, onlyAssessed, statusChoices } from './filters.ts'

/** Half a day: less than this is pressing. */
export const soon = 43_200

/** So many stand out; more of them would be the list itself. */
const most = 6

/** Whether loans that close soon are among what is looked for. */
export const mayClose = ({ status = 'open' }: MarketSearch): boolean =>
  status === 'all' || (statusChoices[status] as readonly string[]).includes('funding')

/** Which of these loans are funded for the last half day, the first to close first. */
export function closingSoon(
  loans: readonly LoanSummary[],
  search: MarketSearch,
  now: number,
): readonly LoanSummary[] {
  if (now === 0) return []
  const isClosing = ({ status, fundingDeadline, assessment }: LoanSummary) =>
    status === 'funding' &&
    fundingDeadline > now &&
    fundingDeadline - now < soon &&
    (assessment !== null || !onlyAssessed(search))
  return loans
    .filter(isClosing)
    .toSorted((a, b) => a.fundingDeadline - b.fundingDeadline)
    .slice(0, most)
}
