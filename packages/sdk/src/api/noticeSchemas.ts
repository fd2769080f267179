import { z } from 'zod'
import { Hash, Timestamp } from './marketSchemas.ts'

/** What owners are told of their accounts. */

export const noticeKinds = [
  'callsScheduled',
  'callsCancelled',
  'scheduledCallsExecuted',
  'signersChanged',
  'trusteesChanged',
  'recoveryProposed',
  'recoveryVetoed',
  'recoveryFinalised',
  'signedIn',
  'codesTurnedOn',
  'codesTurnedOff',
  'recoveryCodesRenewed',
  'recoveryCodeUsed',
] as const

export const Notice = z.object({
  noticeId: Hash,
  kind: z.enum(noticeKinds),
  /** By the chain's clock. */
  at: Timestamp,
  /** From when on it can be done, of what waits. */
  readyAt: Timestamp.nullable(),
  /** Null of what the chain does not tell. */
  transactionHash: Hash.nullable(),
})

/** Where an owner is told by e-mail. */
export const NoticeEmail = z.object({
  /** Enough of the address to know it by. */
  hint: z.string(),
  language: z.enum(['en', 'zh']),
  /** Whether the last e-mail that was tried did not arrive. */
  isFailing: z.boolean(),
})

/** An owner's notices, the newest first, and how they are told of them. */
export const Notices = z.object({
  notices: z.array(Notice),
  email: NoticeEmail.nullable(),
  /** `mail` goes out, `folder` stays on the server's machine, null: this server sends none. */
  emailBy: z.enum(['mail', 'folder']).nullable(),
})

export const NoticeEmailRequest = z
  .object({ email: z.email().max(254), language: z.enum(['en', 'zh']) })
  .strict()

export const NoticeCode = z.object({ code: z.string().regex(/^\d{6}$/, 'is not six digits') }).strict()

/** Until when the code that was sent is good. */
export const NoticeCodeSent = z.object({ until: Timestamp })
