import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'
import { type LoanProduct, productFromChain } from './product.ts'

/** A product by its id. @throws HurongError `ProductUnknown` if there is none. */
export const readProduct = async (
  context: ReadContext,
  { productId }: { productId: number },
): Promise<LoanProduct> => productFromChain(await read(context, 'loans', 'product', [productId]))
