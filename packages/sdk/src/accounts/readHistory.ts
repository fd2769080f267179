import { type Address, type Hex, parseEventLogs } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import { accountEventTopics } from './accountEvents.ts'
import { readAccountLogs, timesOf } from './accountLogs.ts'
import { type AccountCall, decodeExecution } from './passkeyAccount.ts'
import type { SignerSet } from './setup.ts'

/** Calls that were announced and can still be done or taken back. */
export interface AnnouncedCalls {
  readonly id: Hex
  /** Undefined if they cannot be read: they may be anything, and the chain would refuse them. */
  readonly calls: readonly AccountCall[] | undefined
  readonly executionData: Hex
  readonly salt: Hex
  readonly announcedAt: number
  readonly readyAt: number
  /** First second in which they can no longer be done. */
  readonly expiresAt: number
}

/** Other signers that trustees have proposed. */
export interface ProposedRecovery {
  readonly id: Hex
  readonly next: SignerSet
  readonly trustees: readonly Address[]
  readonly proposedAt: number
  readonly readyAt: number
}

/** What an account has told of itself since it is there; times in seconds since 1970. */
export interface AccountHistory {
  /** Since when each signer there is now has been one, by the signer in lower case. */
  readonly signerSince: ReadonlyMap<Hex, number>
  /** Everyone who ever was a signer, in lower case. */
  readonly everSigner: ReadonlySet<Hex>
  readonly announced: readonly AnnouncedCalls[]
  readonly recovery: ProposedRecovery | undefined
  /** From when another recovery can be proposed; 0 if at any time. */
  readonly nextProposalFrom: number
  /** What trustees sign next with. */
  readonly recoveryNonce: bigint
  /** When each trustee last showed that they can sign, by the address in lower case. */
  readonly rehearsedAt: ReadonlyMap<Address, number>
  /** Calls whose permission the owner has ever set. */
  readonly permissionsSet: readonly { readonly target: Address; readonly selector: Hex }[]
}

const told = [
  'SignersChanged',
  'CallsScheduled',
  'RecoveryProposed',
  'TrusteeRehearsed',
  'CallPermissionSet',
] as const

const topics = accountEventTopics(told)

const lower = <T extends Hex>(hex: T): T => hex.toLowerCase() as T

const readable = (executionData: Hex): readonly AccountCall[] | undefined => {
  try {
    return decodeExecution(executionData)
  } catch {
    return undefined
  }
}

const readTold = async (context: ReadContext, address: Address) => {
  const logs = await readAccountLogs(context, { address, topics: [topics] })
  const events = parseEventLogs({ abi: passkeyAccountAbi, eventName: [...told], logs: [...logs] })
  return events.map((event) => ({ ...event, block: event.blockNumber }))
}
type Told = Awaited<ReturnType<typeof readTold>>

const of = <N extends (typeof told)[number]>(events: Told, name: N) =>
  events.filter((event): event is Extract<Told[number], { eventName: N }> => event.eventName === name)

/** The block since which each of the last signers has been one without a break. */
const sinceBlocks = (events: Told): Map<Hex, bigint> => {
  let since = new Map<Hex, bigint>()
  for (const { args, block } of of(events, 'SignersChanged')) {
    const before = since
    since = new Map(args.signers.signers.map((signer) => [lower(signer), before.get(lower(signer)) ?? block]))
  }
  return since
}

/** Asks the account which announcements still stand: some are done, taken back, too old, or void by newer signers. */
const readStanding = async (
  { publicClient }: ReadContext,
  address: Address,
  events: Told,
  timeOf: (block: bigint) => number,
): Promise<AnnouncedCalls[]> => {
  const latest = new Map(of(events, 'CallsScheduled').map((event) => [event.args.id, event]))
  const found = await Promise.all(
    [...latest.values()].map(async ({ args: { id, executionData, salt }, block }) => {
      const [readyAt, expiresAt] = await publicClient.readContract({
        ...{ address, abi: passkeyAccountAbi, functionName: 'scheduled' },
        args: [id],
      })
      if (readyAt === 0n) return []
      const times = { announcedAt: timeOf(block), readyAt: Number(readyAt), expiresAt: Number(expiresAt) }
      return [{ id, calls: readable(executionData), executionData, salt, ...times }]
    }),
  )
  return found.flat().sort((a, b) => a.readyAt - b.readyAt)
}

/**
 * Reads what an account has told of itself: since when who signs, what is announced, whether a recovery is under way, who of
 * its trustees has rehearsed. An account that is not made yet has told nothing.
 * @throws HurongError, or the client's errors.
 */
export const readHistory = async (context: ReadContext, address: Address): Promise<AccountHistory> => {
  const events = await readTold(context, address)
  if (events.length === 0) return untold
  const [times, [id, readyAt, nextProposalFrom, recoveryNonce]] = await Promise.all([
    timesOf(
      context,
      events.map(({ block }) => block),
    ),
    context.publicClient.readContract({ address, abi: passkeyAccountAbi, functionName: 'recovery' }),
  ])
  const timeOf = (block: bigint) => times.get(block) ?? 0
  const proposed = of(events, 'RecoveryProposed').findLast(({ args }) => args.id === id)
  return {
    signerSince: new Map([...sinceBlocks(events)].map(([signer, block]) => [signer, timeOf(block)])),
    everSigner: new Set(of(events, 'SignersChanged').flatMap(({ args }) => args.signers.signers.map(lower))),
    announced: await readStanding(context, address, events, timeOf),
    recovery: proposed && {
      id,
      next: proposed.args.signers,
      trustees: proposed.args.trustees,
      proposedAt: timeOf(proposed.block),
      readyAt: Number(readyAt),
    },
    nextProposalFrom: Number(nextProposalFrom),
    recoveryNonce,
    rehearsedAt: new Map(
      of(events, 'TrusteeRehearsed').map(({ args, block }) => [lower(args.trustee), timeOf(block)]),
    ),
    permissionsSet: of(events, 'CallPermissionSet').map(({ args: { target, selector } }) => ({
      target,
      selector,
    })),
  }
}

const untold: AccountHistory = {
  signerSince: new Map(),
  everSigner: new Set(),
  announced: [],
  recovery: undefined,
  nextProposalFrom: 0,
  recoveryNonce: 0n,
  rehearsedAt: new Map(),
  permissionsSet: [],
}
