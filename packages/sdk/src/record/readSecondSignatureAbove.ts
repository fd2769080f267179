import type { Address } from 'viem'
import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Greatest principal, in base units, up to which one underwriter's signature is enough; 0 where two are always needed. */
export const readSecondSignatureAbove = (context: ReadContext, { currency }: { currency: Address }) =>
  read(context, 'creditRecord', 'secondSignatureAbove', [currency])
