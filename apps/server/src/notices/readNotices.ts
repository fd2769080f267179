import type { Notices } from '@hurong/sdk/api'
import type { Address } from 'viem'
import { byEmail } from '../database/schema.ts'
import type { ApiContext } from '../http/context.ts'
import { readDevice } from '../sessions/device.ts'
import { findContact } from './contacts.ts'
import { failingDestinations } from './deliver.ts'
import { listNotices } from './keep.ts'
import type { Notice } from './notice.ts'
import { listSubscriptions } from './pushSubscriptions.ts'
import { unsealed } from './sealed.ts'

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
  { database, notices: { sealer, email, push, staysHere } }: ApiContext,
  account: Address,
): Promise<Notices> => {
  const [found, contact, failing, subscriptions] = await Promise.all([
    listNotices(database, account),
    email && sealer && findContact(database, sealer, account),
    failingDestinations(database, account),
    push === undefined ? [] : listSubscriptions(database, account),
  ])
  return {
    notices: found.map(told),
    email: contact
      ? { hint: hintOf(contact.email), language: contact.language, isFailing: failing.has(byEmail) }
      : null,
    emailBy: email === undefined ? null : staysHere ? 'folder' : 'mail',
    push:
      push === undefined
        ? null
        : {
            publicKey: push.publicKey,
            browsers: subscriptions.map(({ subscriptionId, device, confirmedAt, sealed }) => ({
              subscriptionId,
              ...readDevice(device),
              since: confirmedAt,
              isFailing: failing.has(subscriptionId) || (sealer && unsealed(sealer, sealed)) === undefined,
            })),
          },
  }
}
