import type { ReadContext } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'
import type { DecodedLog } from '../events/index.ts'
import { readEvents } from '../events/index.ts'
import type { Loan } from '../loans/index.ts'
import { readLoan } from '../loans/index.ts'
import { type FreezeWatch, watchFreezes } from './watchFreezes.ts'
import { type PolicyWatch, watchPolicies } from './watchPolicies.ts'

/** Blocks that are read again each time: a reorg may change what stands in one, and a node may have told less than it has. */
const readAgain = 32n
/** Blocks after which what was read is kept, so that a node that fails now and then does not hold everything up. */
const blocksAtOnce = 2_000n

/** How many loans are read at once; a transport that batches makes one request of them. */
const readsAtOnce = 50

/** Statuses in which time alone may bring something to do. */
const living = new Set(['funding', 'funded', 'active', 'defaulted', 'writtenOff'])

/** The loans that are not over, as the chain had them when last synced. */
export interface LoanWatch {
  readonly loans: ReadonlyMap<bigint, Loan>
  readonly policies: PolicyWatch
  readonly freezes: FreezeWatch
  /** Reads what happened since the last time. @returns the block it is at. */
  readonly sync: () => Promise<bigint>
}

const touched = (event: DecodedLog): bigint | undefined =>
  event.contract === 'loans' && 'loanId' in event.args ? event.args.loanId : undefined

const placeOf = ({ blockNumber, transactionHash, logIndex }: DecodedLog): string =>
  `${blockNumber} ${transactionHash} ${logIndex}`

/** Withdrawals and transfers are no events of `loans`, but what they change is told by `FundingReopened` where it matters. */
export const watchLoans = (context: ReadContext, fromBlock?: bigint): LoanWatch => {
  const loans = new Map<bigint, Loan>()
  const policies = watchPolicies()
  const freezes = watchFreezes()
  const first = fromBlock ?? BigInt(context.deployment.deployedAtBlock)
  let next = first
  /** Of the blocks that are read again: where each event stands, and which loan it touched. */
  let recent = new Map<string, bigint | undefined>()

  /** A loan that a reorg took away is no longer there to be read. */
  const refresh = async (loanId: bigint): Promise<void> => {
    try {
      const loan = await readLoan(context, { loanId })
      if (living.has(loan.position.status)) loans.set(loanId, loan)
      else loans.delete(loanId)
    } catch (error) {
      if (toHurongError(error).kind !== 'contract') throw error
      loans.delete(loanId)
    }
  }

  const take = async (from: bigint, to: bigint): Promise<void> => {
    const events = await readEvents(context, { fromBlock: from, toBlock: to })
    const there = new Map(events.map((event) => [placeOf(event), touched(event)]))
    const isNew = (event: DecodedLog) => !recent.has(placeOf(event))
    for (const event of events.filter(isNew)) {
      policies.see(event)
      freezes.see(event)
    }
    const gone = [...recent].filter(([place]) => !there.has(place)).map(([, loanId]) => loanId)
    const changed = [...new Set([...events.filter(isNew).map(touched), ...gone])]
    for (let start = 0; start < changed.length; start += readsAtOnce)
      await Promise.all(
        changed
          .slice(start, start + readsAtOnce)
          .flatMap((loanId) => (loanId === undefined ? [] : refresh(loanId))),
      )
    next = to - readAgain > first ? to - readAgain : first
    recent = new Map(
      events
        .filter(({ blockNumber }) => blockNumber >= next)
        .map((event) => [placeOf(event), touched(event)]),
    )
  }

  const sync = async (): Promise<bigint> => {
    const head = await context.publicClient.getBlockNumber({ cacheTime: 0 })
    for (let to = next - 1n; to < head; ) {
      const end = next + blocksAtOnce
      to = end < head ? end : head
      await take(next, to)
    }
    return head
  }
  return { loans, policies, freezes, sync }
}
