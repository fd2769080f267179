import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Origination fee of a product now, millionths. */
export const readFee = (context: ReadContext, { productId }: { productId: number }) =>
  read(context, 'fees', 'feeOf', [productId])
