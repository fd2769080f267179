import { randomUUID } from 'node:crypto'
import type { Address } from 'viem'
import type { Executor } from '../database/database.ts'
import type { ApiContext } from '../http/context.ts'
import type { CodeChange } from '../sessions/codes.ts'
import { noteNow } from './noteNow.ts'

/** Tells an account's owner that its one-time codes were changed, or that one kept for when the app is lost was used. */
export const noteCodeChange =
  (context: Pick<ApiContext, 'head'>) =>
  (executor: Executor, account: Address, kind: CodeChange): Promise<void> =>
    noteNow(context, executor, account, { kind, subject: randomUUID() })
