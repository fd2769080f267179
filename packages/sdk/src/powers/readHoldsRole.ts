import type { Hex } from 'viem'
import { type ReadContext, read } from '../client/index.ts'
import { ROLES, type RoleName } from '../deploy/roles.ts'

/**
 * Whether an account has a role now; one whose time is still to come it has not.
 * @throws HurongError
 */
export const readHoldsRole = async (
  context: ReadContext,
  { role, account }: { readonly role: RoleName; readonly account: Hex },
): Promise<boolean> => {
  const [isMember] = await read(context, 'accessManager', 'hasRole', [ROLES[role], account])
  return isMember
}
