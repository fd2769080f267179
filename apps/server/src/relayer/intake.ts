import type { AccountContracts } from '@hurong/sdk/accounts'
import { concatHex, type Hex, keccak256 } from 'viem'
import type { Database } from '../database/database.ts'
import {
  type Asked,
  countRefusal,
  exhausted,
  type openTotal,
  refuseExhausted,
  standingsOf,
} from './budget.ts'
import type { Clients } from './clients.ts'
import { gather } from './gather.ts'
import { hashOf, type Operation, readOperation, requireWithin } from './operation.ts'
import type { openOurAccounts } from './ourAccounts.ts'
import type { PresentNow } from './present.ts'
import { codes, invalid, Refused } from './refusal.ts'
import { saveTaken } from './save.ts'
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
  readonly present: PresentNow
  /** Why nothing is taken now; null if it is. */
  readonly problem: () => Promise<string | null>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Called when there is something to bring. */
  readonly wake: (hash: Hex) => void
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
/** Milliseconds between two questions to the database while many operations come. */
const pause = 50

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

  const standing = gather((asked: readonly Asked[]) => standingsOf(database, asked, seconds()), { pause })
  const save = gather(saveTaken(database, budget, limits, seconds), { pause })

  const simulate = async (operation: Operation, hash: Hex, key: Hex, client: string) => {
    const simulated = await simulator.simulate([operation], [hash])
    if (!simulated.taken) {
      clients.count(client, seconds())
      throw remember(key, refuseRejected(simulated))
    }
    return simulated
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
    const asked = { hash, account: operation.sender, nonce: operation.nonce }
    const stands = await standing(asked)
    if (stands.status !== null && stands.status !== 'failed') return hash
    if (stands.failedOnChain)
      throw new Refused(
        codes.rejected,
        'The operation was brought to the chain by itself and failed there. It is not brought again: sign another.',
      )
    // A hash is the same whoever signed, or says so: what was said of one signature is not said of another.
    const key = keccak256(concatHex([hash, operation.signature]))
    const held = refusals.get(key)
    if (held !== undefined && held.until > intake.now()) throw held.refusal
    clients.require(client, seconds())
    const problem = await intake.problem()
    if (problem !== null)
      throw new Refused(codes.internal, `Nothing is brought to the chain now: ${problem}. Try again later.`)
    if (exhausted(stands, budget, 0n) !== undefined)
      throw await refuseExhausted(database, budget, stands, seconds(), 0n)
    await total.require(seconds())
    await accounts.require(operation)
    const { outcomes, gasUsed } = await simulate(operation, hash, key, client)
    const [outcome] = outcomes
    if (outcome?.succeeded !== true) {
      await countRefusal(database, hash, stands, seconds())
      throw remember(key, refuseReverted(outcome?.revertData ?? '0x'))
    }
    // Not all that its gas limits allow, of which wallets ask for about twice what is used: few operations would fit into a day. What
    // those before it cost in the end is asked again before it is brought.
    await save({ hash, operation, expected: gasUsed * (await intake.present()).price })
    intake.wake(hash)
    return hash
  }
}

/** @throws Refused for any other EntryPoint. */
export const requireEntryPoint = (given: unknown, { entryPoint }: AccountContracts): void => {
  if (typeof given === 'string' && given.toLowerCase() === entryPoint.toLowerCase()) return
  throw invalid(`Only EntryPoint 0.8 at ${entryPoint} is served.`)
}
