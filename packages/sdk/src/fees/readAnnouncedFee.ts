import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** The fee announced last and when it binds. */
export const readAnnouncedFee = (context: ReadContext, { productId }: { productId: number }) =>
  read(context, 'fees', 'announcedFeeOf', [productId])
