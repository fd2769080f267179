import type { Powers } from '@hurong/sdk/powers'

/** Whether an account may stop new business now: it has a role with that function, at once. */
export const mayPause = ({ powers, time, closed }: Powers, account: string | undefined): boolean =>
  account !== undefined &&
  !closed.includes('notes') &&
  powers.some(
    ({ functions, holders }) =>
      functions.some(({ contract, name }) => contract === 'notes' && name === 'setIssuerPaused') &&
      holders.some(
        (holder) =>
          holder.account.toLowerCase() === account.toLowerCase() &&
          holder.delay === 0 &&
          holder.since <= time,
      ),
  )

/** Numbers of the issuing contracts to stop, or to let go on. */
export const issuersToChange = (
  { issuers, paused }: Pick<Powers, 'issuers' | 'paused'>,
  verb: 'stop' | 'lift',
): readonly number[] =>
  verb === 'lift'
    ? paused
    : Array.from({ length: issuers }, (_, at) => at + 1).filter((index) => !paused.includes(index))
