import type { AccountContracts } from '@hurong/sdk/accounts'
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import { concatHex, type Hex, keccak256 } from 'viem'
import type { Database } from '../database/database.ts'
import { relayerOperations } from '../database/schema.ts'
import { countRefusal, type openTotal, ownerOf, requireBudget } from './budget.ts'
import type { Clients } from './clients.ts'
import { gasOf, hashOf, type Operation, readOperation, requireWithin, toRpc } from './operation.ts'
import type { openOurAccounts } from './ourAccounts.ts'
import { codes, invalid, Refused } from './refusal.ts'
import type { RelayerBudget, RelayerLimits } from './settings.ts'
import type { Simulated, Simulator } from './simulate.ts'

export interface Intake {
  readonly database: Database
  readonly contracts: AccountContracts
  readonly chainId: number
  readonly budget: RelayerBudget
  readonly limits: RelayerLimits
  readonly simulator: Simulator
  readonly accounts: ReturnType<typeof openOurAccounts>
  readonly clients: Clients
  readonly total: ReturnType<typeof openTotal>
  /** What a unit of gas costs now. */
  readonly gasPrice: () => Promise<bigint>
  /** Why nothing is taken now; null if it is. */
  readonly problem: () => Promise<string | null>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Called when there is something to bring. */
  readonly wake: () => void
}

/** @throws Refused with what the EntryPoint said. */
export const refuseRejected = ({ reason, data }: Simulated & { taken: false }): Refused => {
  const code = reason.startsWith('AA24')
    ? codes.signature
    : reason.startsWith('AA22')
      ? codes.outOfTime
      : codes.rejected
  return new Refused(code, `The operation would not be taken: ${reason}.`, data)
}

export const refuseReverted = (revertData: Hex): Refused =>
  new Refused(codes.reverted, 'The calls of the operation would fail. Nothing was sent.', revertData)

/** Milliseconds for which a refused operation is answered again without looking at it. */
const refusalKept = 10_000
const refusalsKept = 1_000

/** Takes operations: what is refused here reaches no chain, and what is taken outlasts the process. */
export const openIntake = (intake: Intake) => {
  const { database, contracts, chainId, budget, limits, simulator, accounts, clients, total } = intake
  const seconds = () => Math.floor(intake.now() / 1000)
  const refusals = new Map<Hex, { readonly refusal: Refused; readonly until: number }>()

  const remember = (key: Hex, refusal: Refused): Refused => {
    if (refusals.size >= refusalsKept) refusals.delete(refusals.keys().next().value as Hex)
    refusals.set(key, { refusal, until: intake.now() + refusalKept })
    return refusal
  }

  /** Whether it was taken already, and nothing speaks against that. */
  const isKnown = async (hash: Hex): Promise<boolean> => {
    const [row] = await database
      .select({ status: relayerOperations.status })
      .from(relayerOperations)
      .where(eq(relayerOperations.operationHash, hash))
    return row !== undefined && row.status !== 'failed'
  }

  const simulate = async (operation: Operation, hash: Hex, key: Hex, client: string) => {
    const simulated = await simulator.simulate([operation], [hash])
    if (!simulated.taken) {
      clients.count(client, seconds())
      throw remember(key, refuseRejected(simulated))
    }
    return simulated
  }

  const save = async (operation: Operation, hash: Hex, expected: bigint): Promise<void> => {
    await database.transaction(async (tx) => {
      const owner = await ownerOf(tx, operation.sender)
      const { account, participantId } = owner
      const whose = participantId === null ? account : `participant ${participantId}`
      // Two at once would both find the last of the budget there.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${whose}))`)
      await requireBudget(tx, budget, owner, seconds(), expected)
      const here = and(
        eq(relayerOperations.account, account),
        inArray(relayerOperations.status, ['waiting', 'sent']),
      )
      const [others] = await tx
        .select({
          all: count(),
          same: count(
            sql`case when ${relayerOperations.nonce} = ${operation.nonce.toString()}::numeric then 1 end`,
          ),
        })
        .from(relayerOperations)
        .where(and(here, sql`${relayerOperations.operationHash} <> ${hash}`))
      if ((others?.same ?? 0) > 0)
        throw invalid(
          'Another operation with this nonce is on its way. Wait for it, or sign with another key.',
        )
      if ((others?.all ?? 0) >= limits.waitingOfAccount)
        throw new Refused(
          codes.throttled,
          `${limits.waitingOfAccount} operations of this account are on their way. Wait for one of them.`,
          { resetsAt: seconds() + 5 },
        )
      const row = {
        account,
        participantId,
        nonce: operation.nonce,
        operation: toRpc(operation),
        gas: Number(gasOf(operation)),
        status: 'waiting' as const,
        expected,
        receivedAt: seconds(),
      }
      await tx
        .insert(relayerOperations)
        .values({ ...row, operationHash: hash, alone: false, cost: 0n })
        .onConflictDoUpdate({
          target: relayerOperations.operationHash,
          set: { ...row, reason: null, revertData: null, transactionNonce: null },
          setWhere: eq(relayerOperations.status, 'failed'),
        })
    })
  }

  /**
   * Takes a signed operation to be brought to the chain.
   * @param client Who sent it, for counting; kept in memory alone.
   * @returns its hash, once it is saved.
   * @throws Refused
   */
  return async (given: unknown, entryPoint: unknown, client: string): Promise<Hex> => {
    requireEntryPoint(entryPoint, contracts)
    const operation = readOperation(given)
    requireWithin(operation, limits)
    const hash = hashOf(operation, contracts, chainId)
    if (await isKnown(hash)) return hash
    // A hash is the same whoever signed, or says so: what was said of one signature is not said of another.
    const key = keccak256(concatHex([hash, operation.signature]))
    const held = refusals.get(key)
    if (held !== undefined && held.until > intake.now()) throw held.refusal
    clients.require(client, seconds())
    const problem = await intake.problem()
    if (problem !== null)
      throw new Refused(codes.internal, `Nothing is brought to the chain now: ${problem}. Try again later.`)
    const owner = await ownerOf(database, operation.sender)
    await requireBudget(database, budget, owner, seconds(), 0n)
    await total.require(seconds())
    await accounts.require(operation)
    const { outcomes, gasUsed } = await simulate(operation, hash, key, client)
    const [outcome] = outcomes
    if (outcome?.succeeded !== true) {
      await countRefusal(database, hash, owner, seconds())
      throw remember(key, refuseReverted(outcome?.revertData ?? '0x'))
    }
    await save(operation, hash, gasUsed * (await intake.gasPrice()))
    intake.wake()
    return hash
  }
}

/** @throws Refused for any other EntryPoint. */
export const requireEntryPoint = (given: unknown, { entryPoint }: AccountContracts): void => {
  if (typeof given === 'string' && given.toLowerCase() === entryPoint.toLowerCase()) return
  throw invalid(`Only EntryPoint 0.8 at ${entryPoint} is served.`)
}
