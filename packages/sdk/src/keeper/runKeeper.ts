import { type HurongContext, readTime } from '../client/index.ts'
import { pause } from '../client/pause.ts'
import { type HurongError, toHurongError } from '../errors/index.ts'
import { type AccountReport, createAccountKeeper } from './keepAccounts.ts'
import { type KeeperReport, keepOnce } from './keepOnce.ts'
import type { KeeperTask } from './tasks.ts'
import { type LoanWatch, watchLoans } from './watch.ts'
import { watchAccounts } from './watchAccounts.ts'

export interface KeeperOptions {
  readonly context: HurongContext
  /** Pause between two rounds, milliseconds. */
  readonly pauseMilliseconds?: number
  /** Seconds of the chain's time before a task the contract refused is tried again. */
  readonly retrySeconds?: number
  /** Calls it pays for all accounts together in a day of the chain's time; 1,000 if left out. */
  readonly accountCallsADay?: number
  readonly watch?: LoanWatch
  /** Ends it after the task it is at. */
  readonly signal?: AbortSignal
  readonly onReport?: (report: KeeperReport) => void
  /** Told what became of what an account's owner had announced, or its trustees had proposed. */
  readonly onAccountReport?: (report: AccountReport) => void
  /** Told when a whole round failed, for example because the chain is gone; it goes on. */
  readonly onProblem?: (problem: HurongError) => void
  /** Told after each round how many loans are watched and what was done. */
  readonly onRound?: (round: { readonly loans: number; readonly reports: readonly KeeperReport[] }) => void
}

/**
 * Remembers what the contract refused, so that a borrower without money is not asked at every round. A `collect` refused is
 * tried again later; the others can only have been done by somebody else meanwhile.
 */
export const createPatience = (retrySeconds: number) => {
  const until = new Map<string, number>()
  const key = ({ action, loanId }: KeeperTask) => `${action} ${loanId}`
  return {
    skip: (task: KeeperTask, now: number): boolean => now < (until.get(key(task)) ?? 0),
    note: (report: KeeperReport, now: number): void => {
      if (report.outcome === 'skipped') until.set(key(report), now + retrySeconds)
      else until.delete(key(report))
    },
  }
}

/**
 * Collects on due dates, marks lateness, default, write-off and expiry as they fall due, brings changed limits to whom they bind, flags
 * what those who are frozen hold and does what accounts announced once its wait is over, until `signal` ends it. Needs a key that can pay fees and no privilege; any
 * number of them at once do no harm.
 */
export const runKeeper = async ({
  context,
  pauseMilliseconds = 5_000,
  retrySeconds = 3_600,
  accountCallsADay,
  watch = watchLoans(context),
  signal,
  onReport,
  onAccountReport,
  onProblem,
  onRound,
}: KeeperOptions): Promise<void> => {
  const patience = createPatience(retrySeconds)
  const accounts = createAccountKeeper(context, watchAccounts(context), {
    retrySeconds,
    callsADay: accountCallsADay,
  })
  /** @returns whether it was done; why it was not is told. */
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act()
      return true
    } catch (error) {
      onProblem?.(toHurongError(error))
      return false
    }
  }
  const round = async (): Promise<void> => {
    const now = await readTime(context)
    const reports: KeeperReport[] = []
    const note = (report: KeeperReport): void => {
      patience.note(report, now)
      reports.push(report)
      onReport?.(report)
    }
    const keepLoans = () => keepOnce(context, watch, { now, skip: patience.skip, onReport: note, signal })
    // What keeps one of the two from being done is no reason to leave the other.
    const isKept = await attempt(keepLoans)
    await accounts.keep(now, { onReport: onAccountReport, signal })
    if (isKept) onRound?.({ loans: watch.loans.size, reports })
  }
  while (!signal?.aborted) {
    await attempt(round)
    await pause(pauseMilliseconds, signal)
  }
}
