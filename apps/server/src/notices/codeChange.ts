import { randomUUID } from 'node:crypto'
import type { Address } from 'viem'
import type { Executor } from '../database/database.ts'
import type { ApiContext } from '../http/context.ts'
import type { CodeChange } from '../sessions/codes.ts'
import { keepNotices } from './keep.ts'
import { toNotice } from './notice.ts'

/** Tells an account's owner that its one-time codes were changed, or that one kept for when the app is lost was used. */
export const noteCodeChange =
  ({ head }: Pick<ApiContext, 'head'>) =>
  async (executor: Executor, account: Address, change: CodeChange): Promise<void> => {
    const now = Date.now()
    const at = head.current()?.time ?? Math.floor(now / 1000)
    await keepNotices(executor, [toNotice(account, change, randomUUID(), { at })], { now, at })
  }
