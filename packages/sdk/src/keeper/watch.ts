import type { ReadContext } from '../client/index.ts'
import type { DecodedLog } from '../events/index.ts'
import { readEvents } from '../events/index.ts'
import type { Loan } from '../loans/index.ts'
import { readLoan } from '../loans/index.ts'
import { type PolicyWatch, watchPolicies } from './watchPolicies.ts'

/** How many loans are read at once; a transport that batches makes one request of them. */
const readsAtOnce = 50

/** Statuses in which time alone may bring something to do. */
const living = new Set(['funding', 'funded', 'active', 'defaulted', 'writtenOff'])

/** The loans that are not over, as the chain had them when last synced. */
export interface LoanWatch {
  readonly loans: ReadonlyMap<bigint, Loan>
  readonly policies: PolicyWatch
  /** Reads what happened since the last time. @returns the block it is at. */
  readonly sync: () => Promise<bigint>
}

const touched = (event: DecodedLog): bigint | undefined =>
  event.contract === 'loans' && 'loanId' in event.args ? event.args.loanId : undefined

/** Withdrawals and transfers are no events of `loans`, but what they change is told by `FundingReopened` where it matters. */
export const watchLoans = (context: ReadContext, fromBlock?: bigint): LoanWatch => {
  const loans = new Map<bigint, Loan>()
  const policies = watchPolicies()
  let next = fromBlock ?? BigInt(context.deployment.deployedAtBlock)
  const sync = async (): Promise<bigint> => {
    const head = await context.publicClient.getBlockNumber({ cacheTime: 0 })
    if (head < next) return head
    const events = await readEvents(context, { fromBlock: next, toBlock: head })
    for (const event of events) policies.see(event)
    const changed = [...new Set(events.flatMap((event) => touched(event) ?? []))]
    for (let start = 0; start < changed.length; start += readsAtOnce) {
      const some = changed.slice(start, start + readsAtOnce)
      for (const loan of await Promise.all(some.map((loanId) => readLoan(context, { loanId }))))
        if (living.has(loan.position.status)) loans.set(loan.loanId, loan)
        else loans.delete(loan.loanId)
    }
    next = head + 1n
    return head
  }
  return { loans, policies, sync }
}
