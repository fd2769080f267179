import type { Hex } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Takes a model out of use at once and for good; it stays in the register. Governor only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const retireModel = (context: HurongContext, { modelHash }: { modelHash: Hex }) =>
  send(context, 'creditRecord', 'retireModel', [modelHash])
