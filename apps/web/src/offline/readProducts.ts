import type { Product } from '@hurong/sdk/api'
import type { Book } from '../chain/fallback/book.ts'

/** Every product with the fee it has now. */
export async function productsFrom({ hurong }: Book): Promise<readonly Product[]> {
  const products = await hurong.loans.readProducts()
  return Promise.all(
    products.map(async (product) => ({
      ...product,
      methods: [...product.methods],
      leastPrincipal: String(product.leastPrincipal),
      greatestPrincipal: String(product.greatestPrincipal),
      leastTicket: String(product.leastTicket),
      originationFee: Number(await hurong.fees.readFee({ productId: product.productId })),
    })),
  )
}
