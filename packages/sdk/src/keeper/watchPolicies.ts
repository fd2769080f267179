import type { DecodedLog } from '../events/index.ts'
import type { Policy } from '../participants/index.ts'

/** Who is still held to an earlier version of their policy, as events tell it. */
export interface PolicyWatch {
  readonly see: (event: DecodedLog) => void
  /** Participants to whom `applyPolicy` would bring something. */
  readonly stale: () => number[]
}

interface Held {
  policyId: number
  per12Months: bigint
  lookedUp: boolean
}

/** A relation or a loan of their own has them looked up whatever the policy says, so only the want of it is stale. */
const isStale = ({ per12Months, lookedUp }: Held, policy: Policy | undefined): boolean =>
  policy !== undefined &&
  (per12Months !== BigInt(policy.per12Months) || (policy.perLoan + policy.perPair > 0 && !lookedUp))

export const watchPolicies = (): PolicyWatch => {
  const policies = new Map<number, Policy>()
  const held = new Map<number, Held>()
  /** Of changed policies only: between changes a round looks at nobody. */
  let suspects = new Set<number>()
  const heldOf = (participantId: number): Held => {
    const found = held.get(participantId) ?? { policyId: 0, per12Months: 0n, lookedUp: false }
    held.set(participantId, found)
    return found
  }
  const see = (event: DecodedLog): void => {
    if (event.contract !== 'participants') return
    if (event.name === 'ClaimsSet') heldOf(event.args.participantId).policyId = event.args.claims.policyId
    if (event.name === 'LimitsSet') {
      const { participantId, per12Months, lookedUp } = event.args
      Object.assign(heldOf(participantId), { per12Months, lookedUp })
    }
    if (event.name === 'PolicySet') {
      policies.set(event.args.policyId, event.args.policy)
      for (const [participantId, { policyId }] of held)
        if (policyId === event.args.policyId) suspects.add(participantId)
    }
  }
  const stale = (): number[] => {
    suspects = new Set(
      [...suspects].filter((participantId) => {
        const found = heldOf(participantId)
        return isStale(found, policies.get(found.policyId))
      }),
    )
    return [...suspects]
  }
  return { see, stale }
}
