import type { Address, Hash } from 'viem'
import type { HurongContext } from '../client/index.ts'
import { gasMargin, waitFor } from '../client/index.ts'
import { HurongError, toHurongError } from '../errors/index.ts'
import { countPaid, paidForOthers } from './paidToday.ts'
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

const requireCheap = (gas: bigint): void => {
  const greatestGas = paidForOthers.gas
  if (gas <= greatestGas) return
  const message = `It takes ${gas} gas; a keeper pays for ${greatestGas}.`
  throw new HurongError({ name: 'TooDear', kind: 'contract', message, args: { gas, greatestGas } })
}

/** Does one task. Never throws. @param onSend Told once it is sent and so paid for, whatever becomes of it. */
const doAccountTask = async (
  context: HurongContext,
  task: AccountTask,
  onSend: () => void,
): Promise<AccountReport> => {
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
    onSend()
    await waitFor(context, hash)
    return { ...task, outcome: 'done', hash }
  } catch (error) {
    const reason = error instanceof HurongError ? error : toHurongError(error, { sending })
    return { ...task, outcome: reason.kind === 'contract' ? 'skipped' : 'failed', reason }
  }
}

/** Every account's first before any second, counting what was paid for it before; else as they come. */
const inTurns = (tasks: readonly AccountTask[], paidFor: (account: Address) => number): AccountTask[] => {
  const turns = new Map<Address, number>()
  return tasks
    .map((task) => {
      const turn = turns.get(task.account) ?? paidFor(task.account)
      turns.set(task.account, turn + 1)
      return { task, turn }
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ task }) => task)
}

export interface AccountKeeperOptions {
  /** Seconds of the chain's time before what would fail is tried again. */
  readonly retrySeconds: number
  /** Calls paid for all accounts together in a day of the chain's time. */
  readonly callsADay?: number | undefined
}

/**
 * Does for accounts what their owners announced and trustees proposed, once its wait is over. What would fail is tried again after a
 * while, as long as it holds.
 */
export const createAccountKeeper = (
  context: HurongContext,
  watch: AccountWatch,
  { retrySeconds, callsADay = paidForOthers.ofAll }: AccountKeeperOptions,
) => {
  const notBefore = new Map<string, number>()
  const paid = countPaid(context, callsADay)
  const key = ({ account, id }: AccountTask) => `${account} ${id}`
  const isPatient = (task: AccountTask, now: number): boolean => now < (notBefore.get(key(task)) ?? 0)
  return {
    /** One round, at the chain's time. @throws HurongError */
    keep: async (
      now: number,
      {
        onReport,
        signal,
      }: { onReport?: ((report: AccountReport) => void) | undefined; signal?: AbortSignal | undefined } = {},
    ): Promise<void> => {
      await watch.sync(await context.publicClient.getBlockNumber({ cacheTime: 0 }))
      await paid.begin(now)
      // What has not come again since is over.
      for (const [one, from] of notBefore) if (from < now) notBefore.delete(one)
      for (const task of inTurns(watch.due(now), paid.of)) {
        if (signal?.aborted) return
        if (isPatient(task, now) || !paid.mayPay(task.account)) continue
        const report = await doAccountTask(context, task, () => paid.note(task.account))
        if (report.outcome === 'skipped') notBefore.set(key(task), now + retrySeconds)
        onReport?.(report)
      }
    },
  }
}
