import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { type LoanProduct, productToChain } from './product.ts'

/**
 * Adds (id 0) or changes a product; loans already requested keep their terms. Operator only. `result` is its id.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setProduct = (
  context: HurongContext,
  { productId = 0, product }: { productId?: number; product: LoanProduct },
) => send(context, 'loans', 'setProduct', [productId, productToChain(product)])
