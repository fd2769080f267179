import { methodsOfMask } from '@hurong/sdk'
import type { Page, Product } from '@hurong/sdk/api'
import { asc, desc, lte } from 'drizzle-orm'
import { fees, products } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'

/** All products, each with the fee that holds now. */
export const listProducts = async ({ database, now }: ReadAt): Promise<Page<Product>> => {
  const [rows, binding] = await Promise.all([
    database.select().from(products).orderBy(asc(products.productId)),
    database.select().from(fees).where(lte(fees.bindsAt, now)).orderBy(desc(fees.id)),
  ])
  const items = rows.map((product) => ({
    ...product,
    methods: methodsOfMask(product.methods),
    leastPrincipal: product.leastPrincipal.toString(),
    greatestPrincipal: product.greatestPrincipal.toString(),
    leastTicket: product.leastTicket.toString(),
    originationFee: binding.find(({ productId }) => productId === product.productId)?.originationFee ?? 0,
  }))
  return { items, nextCursor: null, total: items.length }
}
