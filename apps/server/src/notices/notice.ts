import { type Address, type Hash, type Hex, keccak256, stringToBytes } from 'viem'
import type { noticeKinds } from '../database/schema.ts'

export type NoticeKind = (typeof noticeKinds)[number]

/** Something that happened to an account and its owner is to know. */
export interface Notice {
  readonly noticeId: Hash
  readonly account: Address
  readonly kind: NoticeKind
  /** Seconds since 1970, by the chain's clock. */
  readonly at: number
  readonly readyAt: number | null
  readonly transactionHash: Hash | null
  /** Which of two of one second was first: where on the chain it happened, or after what. */
  readonly eventId: number
}

/** @param subject What of its kind it is: the same twice is one notice. */
export const toNotice = (
  account: Address,
  kind: NoticeKind,
  subject: string,
  {
    at,
    eventId,
    readyAt = null,
    transactionHash = null,
  }: { at: number; eventId: number; readyAt?: number | null; transactionHash?: Hex | null },
): Notice => ({
  noticeId: keccak256(stringToBytes(`${account} ${kind} ${subject}`)),
  account,
  kind,
  at,
  readyAt,
  transactionHash,
  eventId,
})
