import type { Hash } from 'viem'
import type { HurongContext, Sent } from '../client/index.ts'
import { readTime } from '../client/index.ts'
import { type HurongError, toHurongError } from '../errors/index.ts'
import { collect, expire, markDefault, markLate, writeOff } from '../loans/index.ts'
import { applyPolicy } from '../participants/index.ts'
import { flagFrozen } from './flagFrozen.ts'
import type { KeeperAction, KeeperTask } from './tasks.ts'
import { tasksOf } from './tasks.ts'
import type { LoanWatch } from './watch.ts'

const actions: Record<KeeperAction, (context: HurongContext, loan: { loanId: bigint }) => Promise<Sent>> = {
  collect,
  expire,
  markDefault,
  markLate,
  writeOff,
}

/** What became of a task. */
export type KeeperReport = KeeperTask &
  (
    | { readonly outcome: 'done'; readonly hash: Hash }
    /** Somebody else was quicker, or there is nothing to take: no harm. */
    | { readonly outcome: 'skipped'; readonly reason: HurongError }
    /** The chain or the wallet failed; it is tried again in the next round. */
    | { readonly outcome: 'failed'; readonly reason: HurongError }
  )

/** Does one task. Never throws. */
export const doTask = async (context: HurongContext, task: KeeperTask): Promise<KeeperReport> => {
  try {
    const sent = await actions[task.action](context, { loanId: task.loanId })
    await sent.wait()
    return { ...task, outcome: 'done', hash: sent.hash }
  } catch (error) {
    const reason = toHurongError(error)
    return { ...task, outcome: reason.kind === 'contract' ? 'skipped' : 'failed', reason }
  }
}

/** As many as fit well into a block. */
const peopleAtOnce = 100

/**
 * Brings changed limits to whom they bind, many in one transaction; those whom the contract refuses for one of them, each by themselves.
 * @returns What failed; it is tried again in the next round.
 */
const bringLimits = async (
  context: HurongContext,
  watch: LoanWatch,
  signal: AbortSignal | undefined,
): Promise<HurongError[]> => {
  const stale = watch.policies.stale()
  const failed: HurongError[] = []
  const bring = async (participantIds: readonly number[]): Promise<void> => {
    if (signal?.aborted) return
    try {
      await (await applyPolicy(context, { participantIds })).wait()
    } catch (error) {
      const reason = toHurongError(error)
      if (reason.kind !== 'contract' || participantIds.length === 1) failed.push(reason)
      else for (const participantId of participantIds) await bring([participantId])
    }
  }
  for (let start = 0; start < stale.length; start += peopleAtOnce)
    await bring(stale.slice(start, start + peopleAtOnce))
  return failed
}

/**
 * Brings the watch up to date and does everything that is due: one task that fails is reported, and holds up no other.
 * @param now Seconds since 1970; the chain's present if left out.
 * @param skip Tells which tasks to leave alone this time.
 * @param onReport Told each task as it ends.
 * @throws HurongError if the chain could not be read, changed limits could not be brought to somebody, or what somebody frozen holds
 * could not be flagged.
 */
export const keepOnce = async (
  context: HurongContext,
  watch: LoanWatch,
  {
    now,
    skip = () => false,
    onReport,
    signal,
  }: {
    now?: number
    skip?: (task: KeeperTask, now: number) => boolean
    onReport?: (report: KeeperReport, now: number) => void
    signal?: AbortSignal | undefined
  } = {},
): Promise<KeeperReport[]> => {
  await watch.sync()
  const time = now ?? (await readTime(context))
  // Before anything is paid in.
  const failed = await flagFrozen(context, watch.freezes, signal)
  const reports: KeeperReport[] = []
  for (const loan of [...watch.loans.values()])
    for (const task of tasksOf(loan, time)) {
      if (signal?.aborted) return reports
      if (skip(task, time)) continue
      const report = await doTask(context, task)
      reports.push(report)
      onReport?.(report, time)
    }
  failed.push(...(await bringLimits(context, watch, signal)))
  if (failed[0] !== undefined) throw failed[0]
  return reports
}
