import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Who receives fees. */
export const readPayee = (context: ReadContext) => read(context, 'fees', 'payee', [])
