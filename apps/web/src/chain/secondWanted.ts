import type { Reason, SecondWanted, Stage, TxState } from './txState.ts'

/** What an account refuses with one confirmation and does with two. */
const lifted: ReadonlySet<string> = new Set([
  'SpendingLimitExceeded',
  'NewPayeeLimitExceeded',
  'CallNeedsBothFactors',
  'BothFactorsNeeded',
])

/** Whether it was refused for want of a second confirmation alone. */
export const wantsSecond = ({ name, kind }: Reason): boolean => kind === 'contract' && lifted.has(name)

/** Whether a second confirmation is of no more use: it is done, or refused for what no confirmation helps against. */
const isOver = (stage: Stage): boolean =>
  stage.step === 'done' ||
  (stage.step === 'failed' && stage.reason.kind === 'contract' && !wantsSecond(stage.reason))

/**
 * Where an attempt stands, and the second confirmation it wants.
 * @param wanted What the attempt was made with already; who declines or mistypes may give it again.
 * @param want Makes the way to give one, where the account's owner can; undefined for anybody else.
 */
export function withWanted(
  stage: Stage,
  wanted: SecondWanted | undefined,
  want: ((reason: Reason) => SecondWanted) | undefined,
): TxState {
  if (wanted) return isOver(stage) ? stage : { ...stage, wanted }
  if (want && stage.step === 'failed' && wantsSecond(stage.reason))
    return { ...stage, wanted: want(stage.reason) }
  return stage
}
