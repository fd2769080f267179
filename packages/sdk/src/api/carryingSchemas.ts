import { z } from 'zod'
import { Address, Hash } from './marketSchemas.ts'

/** A call to an account that anybody may make: a rehearsal, a recovery, what was announced. */
export const CarriedCall = z
  .object({
    account: Address,
    data: z.string().regex(/^0x([0-9a-f]{2}){4,30000}$/, 'is no call'),
  })
  .strict()

/** The transaction it is in, on its way. */
export const Carried = z.object({ transactionHash: Hash })
