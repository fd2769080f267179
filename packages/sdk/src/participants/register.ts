import type { Address } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import type { Claims } from './claims.ts'

/**
 * Registers a verified person or firm with its first wallet. Verifier only. `result` is the participant's id.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const register = (context: HurongContext, { wallet, claims }: { wallet: Address; claims: Claims }) =>
  send(context, 'participants', 'register', [wallet, claims])
