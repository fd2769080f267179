import { translates } from '../../i18n/messages.ts'
import type { zh as source } from './zh.ts'

/** The same in English. */
export const en = translates<typeof source>()({
  'sessions.title': 'Sign-in and codes',
  'sessions.back': 'Back to the account',
  'sessions.cancel': 'Cancel',
  'sessions.confirming': 'Confirm on your device',
  'sessions.failed': 'It did not work: {reason}. Try again.',
  'sessions.noServer': 'The server does not answer. Try again later.',
  'sessions.none.title': 'Nobody signs in to this server',
  'sessions.none.body': 'Lending, repaying and withdrawing need no sign-in and work as ever.',
  'sessions.gone.title': 'This part needs the server',
  'sessions.gone.body':
    'The server cannot be reached now. Lending, repaying and withdrawing go straight to the chain, and still work.',
  'sessions.nobody.title': 'Choose an account first',
  'sessions.nobody.body': 'Open an account or sign in, then see on which devices you are signed in.',
  'sessions.in.body':
    'Signed in, you see your notices and devices. Signing in never moves money: you confirm each payment yourself.',
  'sessions.in.account': 'Account: {name}',
  'sessions.in.as': 'Signed in: {name}',
  'sessions.in.go': 'Sign in',
  'sessions.in.code': 'The 6-digit code of your app',
  'sessions.devices': 'Where you are signed in',
  'sessions.devices.body':
    'Sign out what you do not know. It ends at once, and it could never move your money anyway.',
  'sessions.device': '{browser} on {system}',
  'sessions.device.unknown': 'Unknown device',
  'sessions.device.this': 'This one',
  'sessions.device.made': 'Signed in {time}',
  'sessions.device.seen': 'Last used {time}',
  'sessions.device.out': 'Sign out',
  'sessions.device.out.of': 'Sign out {name}',
  'sessions.out.everywhere': 'Sign out everywhere',
  'sessions.codes': 'One-time codes',
  'sessions.codes.body':
    'Beside your passkey, signing in asks for 6 digits of an app. Whoever has your device alone does not get in.',
  'sessions.codes.turnOn': 'Turn codes on',
  'sessions.codes.scan': 'Scan this with an authenticator app, such as the passwords app of your phone.',
  'sessions.codes.picture': 'The picture for your authenticator app',
  'sessions.codes.byHand': 'If you cannot scan it, type this in:',
  'sessions.codes.first': 'The 6 digits your app shows now',
  'sessions.codes.confirm': 'Turn on',
  'sessions.codes.on': 'Turned on',
  'sessions.codes.left': '{n} recovery {n|code|codes} left',
  'sessions.codes.either': 'Without your phone, use a recovery code',
  'sessions.codes.renew': 'New recovery codes',
  'sessions.codes.renew.code': 'Type in a code first; the old recovery codes end',
  'sessions.codes.replace': 'Move to another phone',
  'sessions.codes.replace.code': 'Type in a code of the old phone first',
  'sessions.codes.remove': 'Turn codes off',
  'sessions.codes.remove.code': 'Type in a code to turn them off',
  'sessions.recovery.title': 'Keep these recovery codes',
  'sessions.recovery.body':
    'With your phone lost you sign in by one of them, each once. They are shown this once: write them down.',
  'sessions.recovery.kept': 'I have kept them',
  'sessions.recovery.copy': 'Copy',
  'sessions.recovery.copied': 'Copied',
  'sessions.coSigner': 'Codes as the second confirmation',
  'sessions.coSigner.body':
    'Payments over your limit take two confirmations. With one device only, the platform can add the second for a code. Alone it can move nothing.',
  'sessions.coSigner.on': 'Added: over the limit, a passkey and a code are enough',
  'sessions.coSigner.early':
    'Added, but codes are off. Remove it first, turn codes on, and then add it again.',
  'sessions.coSigner.off': 'Not added',
  'sessions.coSigner.how':
    'Add this address as a co-signer where your account says who can confirm. You can remove it at any time.',
  'sessions.coSigner.codesFirst': 'Turn codes on first, then add it.',
  'sessions.coSigner.address': 'Address',
})
