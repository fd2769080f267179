import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Notes of one series that `spender` may still move for `owner`, base units, see `approveNotes`; an operator may move all besides. */
export const readNotesAllowance = (
  context: ReadContext,
  { owner, spender, seriesId }: { owner: `0x${string}`; spender: `0x${string}`; seriesId: bigint },
) => read(context, 'notes', 'allowance', [owner, spender, seriesId])

/** Whether `spender` may move all notes of `owner`, see `setOperator`. */
export const readOperator = (
  context: ReadContext,
  { owner, spender }: { owner: `0x${string}`; spender: `0x${string}` },
) => read(context, 'notes', 'isOperator', [owner, spender])
