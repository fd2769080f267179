import { translates } from '../../i18n/messages.ts'
import type { zh as source } from './zh.ts'

/** The same in English. */
export const en = translates<typeof source>()({
  'notices.title': 'What you are told',
  'notices.body':
    'We tell you when passkeys or trustees change, and of every recovery or change that is announced.',
  'notices.list.empty': 'Nothing yet.',
  'notices.kind.callsScheduled': 'A change was announced; it holds from {ready} on',
  'notices.kind.callsCancelled': 'An announced change was taken back',
  'notices.kind.scheduledCallsExecuted': 'An announced change was made',
  'notices.kind.signersChanged': 'Your passkeys have changed',
  'notices.kind.trusteesChanged': 'Your trustees have changed',
  'notices.kind.recoveryProposed': 'Trustees proposed a recovery; it can be done from {ready} on',
  'notices.kind.recoveryVetoed': 'A recovery was stopped',
  'notices.kind.recoveryFinalised': 'A recovery is done: the account has new passkeys',
  'notices.kind.signedIn': 'Signed in in a new browser',
  'notices.kind.codesTurnedOn': 'One-time codes were turned on',
  'notices.kind.codesTurnedOff': 'One-time codes were turned off',
  'notices.kind.recoveryCodesRenewed': 'There are new recovery codes; the ones before no longer work',
  'notices.kind.recoveryCodeUsed': 'A recovery code was used',
  'notices.look': 'See it on the account page',
  'notices.browsers': 'In your browsers',
  'notices.browsers.body':
    'A browser tells you at once, with no page of this site open, and when you are signed out too.',
  'notices.browsers.this': 'This browser',
  'notices.browsers.since': 'Since {time}',
  'notices.browsers.failing': 'The last message was not taken. We try again.',
  'notices.browsers.add': 'Tell me in this browser',
  'notices.browsers.drop': 'Stop',
  'notices.browsers.drop.of': 'Stop notices in {name}',
  'notices.browsers.none': 'This server tells no browsers.',
  'notices.browsers.unsupported':
    'This browser cannot be told. On an iPhone or iPad add this site to the Home Screen first, and open it from there.',
  'notices.browsers.denied':
    'This browser does not let this site show notices. Allow them in the site settings beside the address, and try again.',
  'notices.browsers.unavailable':
    'This browser reaches no push service. Use another browser, or give an e-mail address.',
  'notices.email': 'By e-mail',
  'notices.email.on': 'You are told at {hint}',
  'notices.email.failing': 'The last e-mail did not arrive. We try again; check the address.',
  'notices.email.off': 'Give an e-mail address to hear of it away from your browsers too.',
  'notices.email.none': 'This server sends no e-mail. Look here now and then.',
  'notices.email.folder': 'On this machine e-mail is not sent: it lies in the data folder, under mail.',
  'notices.email.label': 'E-mail address',
  'notices.email.hint': 'We keep the address encrypted and use it for nothing else.',
  'notices.email.wrong': 'Give a whole address, such as mei@example.org',
  'notices.email.send': 'Send a code',
  'notices.email.change': 'Change the address',
  'notices.email.drop': 'Stop e-mail',
  'notices.email.code': 'The code in the e-mail',
  'notices.email.code.hint': 'Six digits, good until {time}',
  'notices.email.confirm': 'Confirm the address',
})
