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

/** A browser that is told though no page of the site is open. */
export const ToldBrowser = z.object({
  /** SHA-256 of the endpoint of its push subscription, as hex: a browser knows itself by it. */
  subscriptionId: z.string().regex(/^[0-9a-f]{64}$/),
  /** By name; empty where it is none that is known. */
  browser: z.string(),
  system: z.string(),
  since: Timestamp,
  /** Whether the last message that was tried was not taken. */
  isFailing: z.boolean(),
})

/** An owner's notices, the newest first, and how they are told of them. */
export const Notices = z.object({
  notices: z.array(Notice),
  email: NoticeEmail.nullable(),
  /** `mail` goes out, `folder` stays on the server's machine, null: this server sends none. */
  emailBy: z.enum(['mail', 'folder']).nullable(),
  /** Browsers that are told, and what another subscribes with (the server's key, base64url); null: this server tells none. */
  push: z.object({ publicKey: z.string().regex(/^[\w-]{87}$/), browsers: z.array(ToldBrowser) }).nullable(),
})

export const NoticeEmailRequest = z
  .object({ email: z.email().max(254), language: z.enum(['en', 'zh']) })
  .strict()

/** A browser's push subscription as `PushSubscription.toJSON` gives it, and in which language it is told. */
export const PushSubscriptionRequest = z
  .object({
    subscription: z.object({
      endpoint: z.url().max(2_048),
      keys: z.object({
        p256dh: z.string().regex(/^[\w-]{87}$/, 'is not a public key in base64url'),
        auth: z.string().regex(/^[\w-]{22}$/, 'is not 16 bytes in base64url'),
      }),
    }),
    language: z.enum(['en', 'zh']),
  })
  .strict()

export const PushSubscriptionParams = z.object({
  subscriptionId: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 as hex')
    .meta({ example: '7b'.repeat(32) }),
})

export const NoticeCode = z.object({ code: z.string().regex(/^\d{6}$/, 'is not six digits') }).strict()

/** Until when the code that was sent is good. */
export const NoticeCodeSent = z.object({ until: Timestamp })
