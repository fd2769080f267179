import type { ReadContext } from '@hurong/sdk'
import { readLogsByTopics } from '@hurong/sdk'
import { isPlatformAccount, passkeyAccountAbi, passkeyAccountFactoryAbi } from '@hurong/sdk/accounts'
import { type Address, decodeEventLog, type Hash, type Hex, type Log, toEventSelector } from 'viem'
import { type Notice, type NoticeKind, toNotice } from './notice.ts'

/** The events owners are told of, and as what. */
const kinds: Readonly<Record<string, NoticeKind>> = {
  CallsScheduled: 'callsScheduled',
  ScheduledCallsExecuted: 'scheduledCallsExecuted',
  SignersChanged: 'signersChanged',
  TrusteesChanged: 'trusteesChanged',
  RecoveryProposed: 'recoveryProposed',
  RecoveryVetoed: 'recoveryVetoed',
  RecoveryFinalised: 'recoveryFinalised',
}

const selectorsOf = (abi: readonly { type: string; name?: string }[], names: readonly string[]): Hex[] =>
  abi.flatMap((item) =>
    item.type === 'event' && names.includes(item.name ?? '') ? [toEventSelector(item as never)] : [],
  )
const created = selectorsOf(passkeyAccountFactoryAbi, ['AccountCreated'])[0]
const topics = [...selectorsOf(passkeyAccountAbi, Object.keys(kinds)), ...(created ? [created] : [])]

const decoded = (log: Log) => {
  try {
    return decodeEventLog({ abi: passkeyAccountAbi, data: log.data, topics: log.topics })
  } catch {
    // Another contract's event of the same name and other fields.
    return undefined
  }
}

/** A change of signers or trustees has no id; no transaction makes two of one kind that differ for its owner. */
const subjectOf = (args: object, transactionHash: Hash): string =>
  'id' in args ? String(args.id) : transactionHash

const noticeOf = (log: Log, at: number): Notice | undefined => {
  const event = decoded(log)
  const kind = event && kinds[event.eventName]
  if (event === undefined || kind === undefined || log.transactionHash === null) return undefined
  const { transactionHash } = log
  const account = log.address.toLowerCase() as Address
  const readyAt = 'readyAt' in event.args ? Number(event.args.readyAt) : null
  return toNotice(account, kind, subjectOf(event.args, transactionHash), { at, readyAt, transactionHash })
}

/** What an account begins with is set in the transaction that makes it, and is no change. */
const begins = (logs: readonly Log[], factory: Address): ReadonlySet<string> =>
  new Set(
    logs
      .filter((log) => log.topics[0] === created && log.address.toLowerCase() === factory.toLowerCase())
      .map((log) => `${log.transactionHash} 0x${log.topics[1]?.slice(26)}`),
  )

/**
 * What a stretch of the chain has to tell owners of the platform's accounts; what others emit that looks like it is left out.
 * @throws HurongError where the node does not answer.
 */
export const readChain = async (
  context: ReadContext,
  fromBlock: bigint,
  toBlock: bigint,
): Promise<Notice[]> => {
  const { accounts } = context.deployment
  if (accounts === undefined) return []
  const logs = await readLogsByTopics(context, { topics: [topics], fromBlock, toBlock })
  const beginnings = begins(logs, accounts.factory)
  const times = new Map<bigint, number>()
  const ours = new Map<Address, boolean>()
  const found: Notice[] = []
  for (const log of logs) {
    const account = log.address.toLowerCase() as Address
    if (log.blockNumber === null || beginnings.has(`${log.transactionHash} ${account}`)) continue
    if (!ours.has(account)) ours.set(account, await isPlatformAccount(context, account))
    if (!ours.get(account)) continue
    const { blockNumber } = log
    const time =
      times.get(blockNumber) ?? Number((await context.publicClient.getBlock({ blockNumber })).timestamp)
    times.set(blockNumber, time)
    const notice = noticeOf(log, time)
    if (notice !== undefined) found.push(notice)
  }
  return found
}
