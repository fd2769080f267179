import { type ReadContext, readLogsByTopics } from '@hurong/sdk'
import {
  type AccountEventName,
  accountEventTopics,
  decodeAccountEvent,
  passkeyAccountFactoryAbi,
  rememberAccounts,
} from '@hurong/sdk/accounts'
import { type Address, encodeEventTopics, type Hash, type Hex, type Log } from 'viem'
import { eventIdOf } from '../indexer/event.ts'
import { type Notice, type NoticeKind, toNotice } from './notice.ts'

/** The events owners are told of, and as what. */
const kinds: Readonly<Partial<Record<AccountEventName, NoticeKind>>> = {
  CallsScheduled: 'callsScheduled',
  CallsCancelled: 'callsCancelled',
  ScheduledCallsExecuted: 'scheduledCallsExecuted',
  SignersChanged: 'signersChanged',
  TrusteesChanged: 'trusteesChanged',
  RecoveryProposed: 'recoveryProposed',
  RecoveryVetoed: 'recoveryVetoed',
  RecoveryFinalised: 'recoveryFinalised',
}

const created = encodeEventTopics({ abi: passkeyAccountFactoryAbi, eventName: 'AccountCreated' })[0] as Hex
const topics = [...accountEventTopics(Object.keys(kinds) as AccountEventName[]), created]

/**
 * What was announced, taken back and announced again has the same id, and so has what is proposed again where a reorg took the first
 * away: the transaction tells one time from the other, and stays what it is in another block. A change of signers or trustees has no
 * id; no transaction makes two of one kind that differ for its owner.
 */
const subjectOf = (args: object, transactionHash: Hash): string =>
  'id' in args ? `${args.id} ${transactionHash}` : transactionHash

const noticeOf = (log: Log, at: number): Notice | undefined => {
  const event = decodeAccountEvent(log)
  const kind = event && kinds[event.eventName]
  if (event === undefined || kind === undefined || log.transactionHash === null) return undefined
  const { transactionHash, blockNumber, logIndex } = log
  const account = log.address.toLowerCase() as Address
  const eventId = eventIdOf(Number(blockNumber), Number(logIndex))
  const readyAt = 'readyAt' in event.args ? Number(event.args.readyAt) : null
  return toNotice(account, kind, subjectOf(event.args, transactionHash), {
    at,
    eventId,
    readyAt,
    transactionHash,
  })
}

/** What an account begins with is set in the transaction that makes it, and is no change. */
const begins = (logs: readonly Log[], factory: Address): ReadonlySet<string> =>
  new Set(
    logs
      .filter((log) => log.topics[0] === created && log.address.toLowerCase() === factory.toLowerCase())
      .map((log) => `${log.transactionHash} 0x${log.topics[1]?.slice(26)}`),
  )

/** Reads a stretch of the chain for notices. @throws HurongError where the node does not answer. */
export type ReadNotices = (fromBlock: bigint, toBlock: bigint) => Promise<Notice[]>

/** What the chain has to tell owners of the platform's accounts; what others emit that looks like it is left out. */
export const noticeReader = (context: ReadContext): ReadNotices => {
  const { accounts } = context.deployment
  if (accounts === undefined) return async () => []
  const isOurs = rememberAccounts(context)
  return async (fromBlock, toBlock) => {
    const logs = await readLogsByTopics(context, { topics: [topics], fromBlock, toBlock })
    const beginnings = begins(logs, accounts.factory)
    const times = new Map<bigint, number>()
    const timeOf = async (blockNumber: bigint): Promise<number> => {
      const time =
        times.get(blockNumber) ?? Number((await context.publicClient.getBlock({ blockNumber })).timestamp)
      times.set(blockNumber, time)
      return time
    }
    const found: Notice[] = []
    for (const log of logs) {
      const account = log.address.toLowerCase() as Address
      if (log.blockNumber === null || beginnings.has(`${log.transactionHash} ${account}`)) continue
      if (!(await isOurs(account))) continue
      const notice = noticeOf(log, await timeOf(log.blockNumber))
      if (notice !== undefined) found.push(notice)
    }
    return found
  }
}
