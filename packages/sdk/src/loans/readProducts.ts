import type { ReadContext } from '../client/context.ts'
import type { LoanProduct } from './product.ts'
import { readProduct } from './readProduct.ts'
import { readProductCount } from './readProductCount.ts'

/** All products, by id ascending. */
export const readProducts = async (
  context: ReadContext,
): Promise<(LoanProduct & { readonly productId: number })[]> => {
  const count = await readProductCount(context)
  const ids = Array.from({ length: count }, (_, index) => index + 1)
  return Promise.all(
    ids.map(async (productId) => ({ productId, ...(await readProduct(context, { productId })) })),
  )
}
