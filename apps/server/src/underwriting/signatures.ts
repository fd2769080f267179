import { ROLES } from '@hurong/sdk'
import { and, eq, isNull, lte } from 'drizzle-orm'
import { createPublicClient, http, recoverTypedDataAddress, type TypedDataDefinition } from 'viem'
import { participants, roleMembers, wallets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'

type Hex = `0x${string}`
export type Typed = TypedDataDefinition & { readonly domain: object }

const greatestWait = 86_400

/** @throws ApiProblem `SignatureRefused` for a signature that serves no more, or too long. */
export const checkDeadline = (deadline: number, now: number): void => {
  if (deadline < now) throw refused('The signature has expired. Sign again.', '签名已过期，请重新签名。')
  if (deadline > now + greatestWait)
    throw refused('A signature may serve for a day at most. Sign again.', '签名有效期最长一天，请重新签名。')
}

export const refused = (en: string, zh: string): ApiProblem =>
  new ApiProblem('SignatureRefused', en, undefined, zh)

/** Whether an account signed: with its own key, or as a contract by ERC-1271. */
const isSignedBy = async (read: ReadAt, account: string, typed: Typed, signature: Hex): Promise<boolean> => {
  const recovered = await recoverTypedDataAddress({ ...typed, signature } as never).catch(() => undefined)
  if (recovered?.toLowerCase() === account) return true
  const client = createPublicClient({ transport: http(read.nodeUrl) })
  const code = await client.getCode({ address: account as Hex }).catch(() => undefined)
  if (code === undefined) return false
  return client.verifyTypedData({ address: account as Hex, ...typed, signature } as never).catch(() => false)
}

/** @throws ApiProblem `SignatureRefused` unless the account signed exactly this, for this chain and these contracts. */
export const requireSigned = async (
  read: ReadAt,
  account: string,
  typed: Typed,
  signature: string,
): Promise<void> => {
  if (!(await isSignedBy(read, account, typed, signature as Hex)))
    throw refused(
      'The signature is not of this account, this request or this chain. Sign again with the wallet named.',
      '签名与该账户、该请求或该链不符，请用所示钱包重新签名。',
    )
}

/** @throws ApiProblem `SignatureRefused` unless the wallet is one of an active participant's. */
export const requireWalletOf = async (
  { database }: ReadAt,
  wallet: string,
  participantId: number,
): Promise<void> => {
  const [found] = await database
    .select({ status: participants.status })
    .from(wallets)
    .innerJoin(participants, eq(participants.participantId, wallets.participantId))
    .where(
      and(eq(wallets.wallet, wallet), isNull(wallets.removedAt), eq(wallets.participantId, participantId)),
    )
  if (found?.status !== 'active')
    throw refused(
      `The wallet does not belong to participant ${participantId}, or the participant is frozen.`,
      `该钱包不属于参与人 ${participantId},或参与人已被冻结。`,
    )
}

/** Whether an account may sign assessments now. */
export const isUnderwriter = async ({ database, now }: ReadAt, account: string): Promise<boolean> => {
  const [found] = await database
    .select()
    .from(roleMembers)
    .where(
      and(
        eq(roleMembers.roleId, ROLES.underwriter),
        eq(roleMembers.account, account.toLowerCase()),
        eq(roleMembers.member, true),
        lte(roleMembers.since, now),
      ),
    )
  return found !== undefined
}

/** @throws ApiProblem `SignatureRefused` */
export const requireUnderwriter = async (read: ReadAt, account: string): Promise<void> => {
  if (!(await isUnderwriter(read, account)))
    throw refused(
      'The account is no underwriter on the chain. Ask the administrator for the role.',
      '该账户在链上没有评估人权限，请联系管理员。',
    )
}
