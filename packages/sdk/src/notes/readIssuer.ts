import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** An issuer's address and whether its new business is stopped. */
export const readIssuer = (context: ReadContext, { index }: { index: number }) =>
  read(context, 'notes', 'issuer', [index])
