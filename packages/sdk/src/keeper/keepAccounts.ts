import type { Hash } from 'viem'
import type { HurongContext } from '../client/index.ts'
import { gasMargin, waitFor } from '../client/index.ts'
import { HurongError, toHurongError } from '../errors/index.ts'
import type { AccountTask, AccountWatch } from './watchAccounts.ts'

/** What became of a task of an account. */
export type AccountReport = AccountTask &
  (
    | { readonly outcome: 'done'; readonly hash: Hash }
    /** It would fail, or costs more than is paid for others: its owner can still do it. */
    | { readonly outcome: 'skipped'; readonly reason: HurongError }
    /** The chain or the wallet failed; it is tried again in the next round. */
    | { readonly outcome: 'failed'; readonly reason: HurongError }
  )

/** What is paid for somebody's calls, which are theirs to choose and could be made to cost any amount: gas for one, and how many a day. */
export const paidForOthers = { gas: 2_000_000n, aDay: 10 } as const

const requireCheap = (gas: bigint): void => {
  const greatestGas = paidForOthers.gas
  if (gas <= greatestGas) return
  const message = `It takes ${gas} gas; a keeper pays for ${greatestGas}.`
  throw new HurongError({ name: 'TooDear', kind: 'contract', message, args: { gas, greatestGas } })
}

/** Does one task. Never throws. */
const doAccountTask = async (context: HurongContext, task: AccountTask): Promise<AccountReport> => {
  const { publicClient, walletClient } = context
  const account = walletClient?.account
  let sending = false
  try {
    if (walletClient === undefined || account === undefined)
      throw new HurongError({ name: 'NoWallet', kind: 'wallet', message: 'No wallet is connected.' })
    const call = { to: task.account, data: task.data }
    const gas = gasMargin(await publicClient.estimateGas({ account, ...call }))
    requireCheap(gas)
    const chain = walletClient.chain ?? publicClient.chain ?? null
    sending = true
    const hash = await walletClient.sendTransaction({ account, chain, ...call, gas })
    await waitFor(context, hash)
    return { ...task, outcome: 'done', hash }
  } catch (error) {
    const reason = error instanceof HurongError ? error : toHurongError(error, { sending })
    return { ...task, outcome: reason.kind === 'contract' ? 'skipped' : 'failed', reason }
  }
}

/**
 * Does for accounts what their owners announced and trustees proposed, once its wait is over. What would fail is tried again after a
 * while, as long as it holds.
 * @param retrySeconds Seconds of the chain's time before it is.
 */
export const createAccountKeeper = (context: HurongContext, watch: AccountWatch, retrySeconds: number) => {
  const notBefore = new Map<string, number>()
  let today = { day: 0, acted: new Map<string, number>() }
  const key = ({ account, id }: AccountTask) => `${account} ${id}`
  const mayAct = (task: AccountTask, now: number): boolean => {
    const day = Math.trunc(now / 86_400)
    if (today.day !== day) {
      today = { day, acted: new Map() }
      // What has not come again since is over.
      for (const [one, from] of notBefore) if (from < now) notBefore.delete(one)
    }
    return now >= (notBefore.get(key(task)) ?? 0) && (today.acted.get(task.account) ?? 0) < paidForOthers.aDay
  }
  const note = (task: AccountReport, now: number): void => {
    if (task.outcome === 'skipped') notBefore.set(key(task), now + retrySeconds)
    if (task.outcome === 'done') today.acted.set(task.account, (today.acted.get(task.account) ?? 0) + 1)
  }
  return {
    /** One round, at the chain's time. */
    keep: async (
      now: number,
      {
        onReport,
        signal,
      }: { onReport?: ((report: AccountReport) => void) | undefined; signal?: AbortSignal | undefined } = {},
    ): Promise<void> => {
      await watch.sync(await context.publicClient.getBlockNumber({ cacheTime: 0 }))
      for (const task of watch.due(now)) {
        if (signal?.aborted) return
        if (!mayAct(task, now)) continue
        const report = await doAccountTask(context, task)
        note(report, now)
        onReport?.(report)
      }
    },
  }
}
