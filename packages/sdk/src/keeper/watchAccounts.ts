import { type Address, encodeFunctionData, type Hex } from 'viem'
import {
  type AccountEvent,
  accountEventTopics,
  decodeAccountEvent,
  rememberAccounts,
} from '../accounts/index.ts'
import type { ReadContext } from '../client/index.ts'
import { readLogsByTopics } from '../events/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'

/** What anybody can do for an account once its wait is over. */
export const ACCOUNT_ACTIONS = ['executeScheduled', 'finaliseRecovery'] as const
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number]

export interface AccountTask {
  readonly action: AccountAction
  readonly account: Address
  /** Of what was announced or proposed. */
  readonly id: Hex
  /** Seconds since 1970 from which, and up to which, it can be done. */
  readonly readyAt: number
  readonly expiresAt: number
  /** The call that does it. */
  readonly data: Hex
}

/** What accounts have announced and trustees have proposed that is not done, taken back or void. */
export interface AccountWatch {
  /** Reads what happened since the last time, up to a block. */
  readonly sync: (toBlock: bigint) => Promise<void>
  /** What can be done now, the oldest first. */
  readonly due: (now: number) => AccountTask[]
}

const topics = accountEventTopics([
  'CallsScheduled',
  'CallsCancelled',
  'ScheduledCallsExecuted',
  'SignersChanged',
  'RecoveryProposed',
  'RecoveryVetoed',
  'RecoveryFinalised',
])

/** A recovery waits for as long as nobody ends it. */
const forever = Number.MAX_SAFE_INTEGER

/** Blocks that are read again each time: a reorg may have put an event into one that was read before. */
const readAgain = 32n
/** More than this many blocks are not asked for at once. */
const blocksAtOnce = 2_000n

const scheduledTask = (
  account: Address,
  {
    id,
    readyAt,
    expiresAt,
    executionData,
    salt,
  }: Extract<AccountEvent, { eventName: 'CallsScheduled' }>['args'],
): AccountTask => ({
  action: 'executeScheduled',
  account,
  id,
  readyAt: Number(readyAt),
  expiresAt: Number(expiresAt),
  data: encodeFunctionData({
    abi: passkeyAccountAbi,
    functionName: 'executeScheduled',
    args: [executionData, salt],
  }),
})

const recoveryTask = (
  account: Address,
  { id, readyAt, signers }: Extract<AccountEvent, { eventName: 'RecoveryProposed' }>['args'],
): AccountTask => ({
  action: 'finaliseRecovery',
  account,
  id,
  readyAt: Number(readyAt),
  expiresAt: forever,
  data: encodeFunctionData({ abi: passkeyAccountAbi, functionName: 'finaliseRecovery', args: [signers] }),
})

/** Follows the accounts of the platform's factory; whatever else emits events like theirs is not believed. */
export const watchAccounts = (context: ReadContext): AccountWatch => {
  const first = BigInt(context.deployment.deployedAtBlock)
  let next = first
  const isOurs = rememberAccounts(context)
  /** Of each account, by the id of what waits; an account with nothing that waits is not held. */
  const waiting = new Map<Address, Map<Hex, AccountTask>>()

  const drop = (account: Address, isOver: (task: AccountTask) => boolean) => {
    const own = waiting.get(account)
    if (own === undefined) return
    for (const task of own.values()) if (isOver(task)) own.delete(task.id)
    if (own.size === 0) waiting.delete(account)
  }
  const hold = (task: AccountTask) => {
    const own = waiting.get(task.account) ?? new Map<Hex, AccountTask>()
    waiting.set(task.account, own.set(task.id, task))
  }
  const see = (account: Address, event: AccountEvent) => {
    switch (event.eventName) {
      case 'CallsScheduled':
        return hold(scheduledTask(account, event.args))
      case 'RecoveryProposed':
        // A proposal takes the place of the one before it.
        drop(account, ({ action }) => action === 'finaliseRecovery')
        return hold(recoveryTask(account, event.args))
      case 'SignersChanged':
        return drop(account, ({ action }) => action === 'executeScheduled')
      case 'CallsCancelled':
      case 'ScheduledCallsExecuted':
      case 'RecoveryVetoed':
      case 'RecoveryFinalised': {
        const { id } = event.args
        return drop(account, (task) => task.id === id)
      }
    }
  }

  const sync = async (toBlock: bigint): Promise<void> => {
    if (context.deployment.accounts === undefined) return
    for (let from = next; from <= toBlock; from += blocksAtOnce) {
      const to = from + blocksAtOnce - 1n < toBlock ? from + blocksAtOnce - 1n : toBlock
      for (const log of await readLogsByTopics(context, { topics: [topics], fromBlock: from, toBlock: to })) {
        const account = log.address.toLowerCase() as Address
        const event = decodeAccountEvent(log)
        if (event !== undefined && (await isOurs(account))) see(account, event)
      }
    }
    if (toBlock >= next) next = toBlock - readAgain > first ? toBlock - readAgain : first
  }
  const due = (now: number): AccountTask[] => {
    for (const account of waiting.keys()) drop(account, ({ expiresAt }) => expiresAt <= now)
    return [...waiting.values()]
      .flatMap((own) => [...own.values()])
      .filter(({ readyAt }) => readyAt <= now)
      .sort((a, b) => a.readyAt - b.readyAt)
  }
  return { sync, due }
}
