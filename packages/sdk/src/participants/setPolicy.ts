import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import type { Policy } from './claims.ts'

/**
 * Sets the limits of a policy, in whole units; 0 is no limit. Verifier only. A changed cap over 12 months reaches participants as
 * `applyPolicy` brings it to them.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setPolicy = (
  context: HurongContext,
  { policyId, policy }: { policyId: number; policy: Policy },
) => send(context, 'participants', 'setPolicy', [policyId, policy])
