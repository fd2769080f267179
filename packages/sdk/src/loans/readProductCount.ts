import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** How many products there are; their ids run from 1. */
export const readProductCount = (context: ReadContext) => read(context, 'loans', 'productCount', [])
