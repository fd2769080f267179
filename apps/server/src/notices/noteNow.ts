import type { Address } from 'viem'
import type { Executor } from '../database/database.ts'
import type { ApiContext } from '../http/context.ts'
import { firstEventIdOf } from '../indexer/event.ts'
import { keepNotices } from './keep.ts'
import { type NoticeKind, toNotice } from './notice.ts'

/** Tells an account's owner of what this server itself saw happen. @param subject What of its kind it is. */
export const noteNow = async (
  { head }: Pick<ApiContext, 'head'>,
  executor: Executor,
  account: Address,
  { kind, subject }: { readonly kind: NoticeKind; readonly subject: string },
): Promise<void> => {
  const now = Date.now()
  const newest = head.current()
  const at = newest?.time ?? Math.floor(now / 1000)
  const eventId = firstEventIdOf((newest?.block ?? 0) + 1) - 1
  await keepNotices(executor, [toNotice(account, kind, subject, { at, eventId })], { now, at })
}
