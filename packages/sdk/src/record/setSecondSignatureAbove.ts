import type { Address } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Sets above which greatest principal, in base units, an assessment needs two underwriters. Governor only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setSecondSignatureAbove = (
  context: HurongContext,
  { currency, principal }: { currency: Address; principal: bigint },
) => send(context, 'creditRecord', 'setSecondSignatureAbove', [currency, principal])
