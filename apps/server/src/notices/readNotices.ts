import type { Notices } from '@hurong/sdk/api'
import type { Address } from 'viem'
import type { ApiContext } from '../http/context.ts'
import { findContact } from './contacts.ts'
import { isFailing } from './deliver.ts'
import { listNotices } from './keep.ts'
import type { Notice } from './notice.ts'

/** Enough of an address to know it by, for a page that others may look at too. */
export const hintOf = (email: string): string => {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}…${email.slice(at)}`
}

const told = ({ noticeId, kind, at, readyAt, transactionHash }: Notice) => ({
  ...{ noticeId, kind, at, readyAt, transactionHash },
})

/** The newest notices of an account, and where its owner is told. */
export const readNotices = async (
  { database, notices: { email, staysHere } }: ApiContext,
  account: Address,
): Promise<Notices> => {
  const [found, contact, failing] = await Promise.all([
    listNotices(database, account),
    email === undefined ? undefined : findContact(database, email.sealer, account),
    isFailing(database, account),
  ])
  return {
    notices: found.map(told),
    email: contact ? { hint: hintOf(contact.email), language: contact.language, isFailing: failing } : null,
    emailBy: email === undefined ? null : staysHere ? 'folder' : 'mail',
  }
}
