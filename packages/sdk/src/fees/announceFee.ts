import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Announces a product's origination fee, millionths of the principal; it binds after the notice period, the first one at once. Operator only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const announceFee = (
  context: HurongContext,
  { productId, originationFee }: { productId: number; originationFee: number },
) => send(context, 'fees', 'announceFee', [productId, originationFee])
