import { translates } from '../../i18n/messages.ts'
import type { enterZh as source } from './enterZh.ts'

/** The words of `enterZh` in English. */
export const enterEn = translates<typeof source>()({
  'account.mine.title': 'My account',
  'account.new.title': 'Open an account with a passkey',
  'account.new.lead':
    'No password, no secret words, no network fees. You confirm with your finger, your face or your screen lock.',
  'account.new.name': 'A name for this passkey',
  'account.new.name.hint': 'Such as “My phone”; it stays on your device',
  'account.new.name.default': 'My device',
  'account.new.go': 'Open account',
  'account.new.doing': 'Opening the account',
  'account.new.terms':
    'On this demo chain a sandbox stands in for the identity check, and gives you test money.',
  'account.in.title': 'You have an account',
  'account.in.body': 'Choose your passkey: it finds the same account from any device.',
  'account.in.go': 'Sign in',
  'account.in.none': 'This passkey has no account here yet. Open one first.',
  'account.in.removed':
    'This passkey was removed from its account. Use another of the account’s, or recover it.',
  'account.in.coming': 'This passkey is not in force yet. Sign in again after the wait.',
  'account.in.lost': 'Lost every passkey',
  'account.declined': 'Not confirmed, so nothing happened. You can try again.',
  'account.unsupported':
    'Passkeys do not work in this browser or at this address. Use another browser or the site’s name.',
  'account.localhost': 'Open {address} instead',
  'account.failed': 'The account stands, but the check did not end: {reason}',
  'account.none.title': 'This platform has no accounts of its own',
  'account.none.body': 'Pick a demonstration account at the top right, or connect a browser wallet.',
  'account.ready.title': 'Your account is ready',
  'account.ready.body': 'It is made on the chain with the first thing you do. One confirmation is enough.',
  'account.ready.market': 'See the loans',
  'account.balance': 'Money in the account',
  'account.address': 'Address of the account',
  'account.made': 'On the chain',
  'account.made.yes': 'Made',
  'account.made.no': 'With the first thing you do',
  'account.nobody.can':
    'Neither the platform nor the server that pays your network fees can move this account. At worst they can refuse to pass on what you confirm.',
})
