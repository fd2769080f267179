import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Limits of a policy in whole units; 0 is no limit. */
export const readPolicy = (context: ReadContext, { policyId }: { policyId: number }) =>
  read(context, 'participants', 'policy', [policyId])
