import { randomInt } from 'node:crypto'
import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Database, Executor } from '../database/database.ts'
import { takeTurn } from '../database/locks.ts'
import { byEmail, noticeCodes, noticeContacts, noticeDeliveries } from '../database/schema.ts'
import type { Sealer } from '../underwriting/seal.ts'
import { unsealed } from './sealed.ts'
import type { Language } from './words.ts'

/** Where and how somebody is told. */
export interface Contact {
  readonly email: string
  readonly language: Language
  /** Of the site, for links. */
  readonly origin: string
}

/** Milliseconds a code is good; then those between two codes of an account, and for which they are counted. */
export const goodFor = 900_000
const [pause, counted] = [60_000, 86_400_000]
/** Codes an account, and an address, gets in that time; and how often one may be wrong. */
const [ofAnAccount, ofAnAddress, tries] = [10, 5, 5]

/** Why no code was made. */
export type CodeRefusal = 'tooSoon' | 'tooMany'

const codeKeyOf = (sealer: Sealer, account: Address, code: string): string =>
  sealer.replayKey(`code ${account} ${code}`)

/** An address without what its owner may put behind a plus: mail to `mei+anything@` comes to `mei@`. */
const mailboxOf = (email: string): string => email.toLowerCase().replace(/\+[^@]*(?=@)/, '')

/** Where an account's owner is told; undefined where they are not. */
export const findContact = async (
  executor: Executor,
  sealer: Sealer,
  account: Address,
): Promise<Contact | undefined> => {
  const [row] = await executor.select().from(noticeContacts).where(eq(noticeContacts.account, account))
  return row && unsealed<Contact>(sealer, row.sealed)
}

/** Of some accounts those whose owners are told, and since when by the chain's clock. */
export const confirmedAmong = async (
  executor: Executor,
  accounts: readonly Address[],
): Promise<ReadonlyMap<string, number>> => {
  if (accounts.length === 0) return new Map()
  const rows = await executor
    .select({ account: noticeContacts.account, confirmedAt: noticeContacts.confirmedAt })
    .from(noticeContacts)
    .where(inArray(noticeContacts.account, [...accounts]))
  return new Map(rows.map(({ account, confirmedAt }) => [account, confirmedAt]))
}

/**
 * Makes the code that shows that an address is its owner's. Until it comes back, all stays as it was: a change that is only
 * begun takes nobody's notices away.
 * @param now Milliseconds since 1970.
 */
export const makeCode = (
  database: Database,
  sealer: Sealer,
  account: Address,
  contact: Contact,
  now: number,
): Promise<{ readonly code: string } | { readonly refusal: CodeRefusal }> =>
  database.transaction(async (tx) => {
    // Many asked for at once would each be counted before any is kept. One turn for all, as one that is taken counts for an account
    // and for an address.
    await takeTurn(tx, 'noticeCodes')
    await tx.delete(noticeCodes).where(lt(noticeCodes.sentAt, now - counted))
    const own = eq(noticeCodes.account, account)
    if ((await tx.$count(noticeCodes, and(own, gt(noticeCodes.sentAt, now - pause)))) > 0)
      return { refusal: 'tooSoon' }
    const addressKey = sealer.replayKey(`address ${mailboxOf(contact.email)}`)
    const byAccount = await tx.$count(noticeCodes, own)
    const byAddress = await tx.$count(noticeCodes, eq(noticeCodes.addressKey, addressKey))
    if (byAccount >= ofAnAccount || byAddress >= ofAnAddress) return { refusal: 'tooMany' }
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await tx.insert(noticeCodes).values({
      account,
      addressKey,
      sealed: sealer.seal(contact),
      codeKey: codeKeyOf(sealer, account, code),
      triesLeft: tries,
      sentAt: now,
    })
    return { code }
  })

/** What did not arrive where an owner was told until now says nothing of where they are from now on, and what still waits goes there at once. */
const beginAnew = async (tx: Executor, account: Address, now: number): Promise<void> => {
  const is = (status: 'waiting' | 'failed') =>
    and(
      eq(noticeDeliveries.account, account),
      eq(noticeDeliveries.destination, byEmail),
      eq(noticeDeliveries.status, status),
    )
  await tx.delete(noticeDeliveries).where(is('failed'))
  await tx.update(noticeDeliveries).set({ attempts: 0, nextAt: now }).where(is('waiting'))
}

/**
 * Takes the last code of an account back.
 * @param now Milliseconds since 1970.
 * @param at The chain's time: what happens from then on is told.
 * @returns whether it was right, and who was told until now if that is another.
 */
export const takeCode = async (
  database: Database,
  sealer: Sealer,
  account: Address,
  code: string,
  { now, at }: { readonly now: number; readonly at: number },
): Promise<{ readonly right: boolean; readonly before?: Contact | undefined }> => {
  const last = database
    .select({ place: noticeCodes.place })
    .from(noticeCodes)
    .where(eq(noticeCodes.account, account))
    .orderBy(desc(noticeCodes.sentAt))
    .limit(1)
  // A try is used up before it is looked at, so that many at once are as many tries.
  const [row] = await database
    .update(noticeCodes)
    .set({ triesLeft: sql`${noticeCodes.triesLeft} - 1` })
    .where(
      and(
        inArray(noticeCodes.place, last),
        gt(noticeCodes.triesLeft, 0),
        gt(noticeCodes.sentAt, now - goodFor),
      ),
    )
    .returning()
  if (row === undefined || row.codeKey !== codeKeyOf(sealer, account, code)) return { right: false }
  const { sealed } = row
  return database.transaction(async (tx) => {
    const before = await findContact(tx, sealer, account)
    await tx
      .insert(noticeContacts)
      .values({ account, sealed, confirmedAt: at })
      .onConflictDoUpdate({ target: noticeContacts.account, set: { sealed, confirmedAt: at } })
    await tx.update(noticeCodes).set({ triesLeft: 0 }).where(eq(noticeCodes.place, row.place))
    await beginAnew(tx, account, now)
    const { email } = sealer.unseal(sealed) as Contact
    return { right: true, ...(before !== undefined && before.email !== email ? { before } : {}) }
  })
}

/** @returns who was told until now. */
export const dropContact = async (
  executor: Executor,
  sealer: Sealer,
  account: Address,
): Promise<Contact | undefined> => {
  const [row] = await executor.delete(noticeContacts).where(eq(noticeContacts.account, account)).returning()
  return row && unsealed<Contact>(sealer, row.sealed)
}
