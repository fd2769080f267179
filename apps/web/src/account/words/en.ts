import { translates } from '../../i18n/messages.ts'
import { callsEn } from './callsEn.ts'
import { enterEn } from './enterEn.ts'
import type { ownZh as source } from './zh.ts'

const ownEn = translates<typeof source>()({
  'link.broken.title': 'This link is not complete',
  'link.broken.body': 'Have it sent again, and copy all of it.',

  'own.way.one': 'One confirmation, and it holds at once.',
  'own.way.both': 'Two confirmations in a row, and it holds at once.',
  'own.way.elsewhere': 'Two confirmations, the second with another device, and it holds at once.',
  'own.way.announce':
    'One confirmation announces it; it is done from {time} on. Until then you can take it back.',
  'own.way.second': 'Second confirmation with',
  'own.way.wait': 'None: announce and wait',

  'own.share.code': 'The link as a code',
  'own.share.how': 'Scan it with the other device’s camera, or send the link.',
  'own.share.copy': 'Copy all of the link and send it.',
  'own.share.do': 'Copy link',

  'own.check.label': 'Check digits',
  'own.check.how': 'Both screens must show the same digits.',

  'own.signer.wallet': 'Wallet {address}',
  'own.signer.unknown': 'A passkey not in force yet',
  'own.signer.since': 'Passkey added on {date}',
  'own.signer.place.this': 'In this browser',
  'own.signer.place.other': 'On another device',
  'own.signer.place.wallet': 'Wallet',
  'own.signer.coSigner': 'Co-signer: can do nothing alone',
  'own.signer.first': 'The first, from opening the account',
  'own.signer.added': 'Added {date}',
  'own.signer.used': 'last used {time}',
  'own.signer.unused': 'not used lately',

  'own.passkeys': 'Who can confirm',
  'own.passkeys.one':
    'There is one passkey only. With a second you lose nothing with a device, and confirm large things at once.',
  'own.passkeys.two': 'Each does the everyday things. Large ones take two, or a wait after announcing.',
  'own.passkey.name': 'Name of the passkey',
  'own.passkey.name.hint': 'Only you see it; it goes on no chain',
  'own.passkey.rename': 'Rename',
  'own.passkey.rename.do': 'Keep name',
  'own.passkey.remove': 'Remove',
  'own.passkey.remove.what': 'Once removed, “{name}” confirms nothing for this account any more.',
  'own.passkey.remove.void': 'Changes that were announced become void with it, and must be announced again.',
  'own.passkey.remove.do': 'Remove this one',
  'own.passkey.last': 'The only one cannot be removed: nobody could enter. Add another first.',

  'own.add': 'Add a way to confirm',
  'own.add.here': 'With this device',
  'own.add.device': 'With another device',
  'own.add.wallet': 'With a browser wallet',
  'own.add.here.do': 'Make a passkey',
  'own.add.device.first': 'First: open this link on the other device and make a passkey there.',
  'own.add.device.link': 'Link for the other device',
  'own.add.device.answer': 'Second: scan the code the other device shows, or paste its link here',
  'own.add.device.answer.hint': 'Then you compare the digits',
  'own.add.device.answer.wrong': 'This is not the link the other device shows',
  'own.add.device.answer.do': 'Compare',
  'own.add.wallet.body': 'The wallet will confirm for the account as a passkey does. Choose one:',
  'own.add.wallet.made': 'Add wallet {address}.',
  'own.add.made': 'The passkey is made. One you have must confirm before it enters the account.',
  'own.add.do': 'Add to the account',
  'own.add.done': 'It confirms for the account already.',
  'own.add.announced':
    'It is announced, and comes with time. Under “Announced changes” you see it and can take it back.',

  'own.announced': 'Announced changes',
  'own.announced.body':
    'After the wait the platform does them by itself, and anybody may. If it was not you, take it back now.',
  'own.announced.waits': 'Will be done from {time} on',
  'own.announced.ready': 'Can be done now, until {until}',
  'own.announced.lapsed': 'Too old: it will not be done any more',
  'own.announced.back': 'Take back',
  'own.announced.back.do': 'Take it back',
  'own.announced.do': 'Do it now',

  'own.deed.and': ', ',
  'own.deed.then': '; ',
  'own.deed.addSigners': 'Add to who confirms: {names}',
  'own.deed.removeSigners': 'Remove from who confirms: {names}',
  'own.deed.sameSigners': 'Weigh anew who confirms',
  'own.deed.changeTrustees': 'Name {n} {n|person|people}, of whom {needed} can bring the account back',
  'own.deed.setSpendingLimit': 'Change the day’s limit to {payments}, of which {newPayees} to new payees',
  'own.deed.setCallPermission': '“{call}” from now on: {permission}',
  'own.deed.allowDomain': 'Let one confirmation sign for another account or application',
  'own.deed.forbidDomain': 'Let one confirmation sign no more for an application',
  'own.deed.pay': 'Pay {amount} to {payee}',
  'own.deed.allow': 'Let {payee} take {amount}',
  'own.deed.other': 'Call {name} of {to}',
  'own.deed.unreadable': 'Something that cannot be read: if you do not know it, take it back',

  'own.limits': 'What one confirmation can pay away in a day',
  'own.limits.body':
    'Lending and repaying do not count. More takes a second confirmation, or a wait of {span} after announcing it.',
  'own.limits.payments': 'In all: {used} used of {limit}',
  'own.limits.newPayees': 'To new payees: {used} used of {limit}',
  'own.limits.left': '{left} left',
  'own.limits.change': 'Change',
  'own.limits.change.of': 'Change the limits in {currency}',
  'own.limits.payments.field': 'At most in a day',
  'own.limits.newPayees.field': 'Of which to new payees',
  'own.limits.tooMuch': 'Not more than the whole day’s limit',
  'own.limits.lower': 'Lower the limit',
  'own.limits.raise': 'Raise the limit',

  'own.recovery': 'If all devices are lost',
  'own.recovery.none':
    'Nobody is named to bring the account back. With every passkey lost, nobody could help you.',
  'own.recovery.some':
    '{needed} of {n} people can bring in a new passkey after {span}. Until then you can refuse.',
  'own.recovery.cooling': 'A recovery was refused. The next can be proposed from {time} on.',
  'own.rehearsal.never': 'Has not rehearsed yet',
  'own.rehearsal.last': 'Last rehearsed {date}',
  'own.rehearsal.ask': 'Ask to rehearse',
  'own.rehearsal.link': 'Link for the trustee',
  'own.trustees.choose': 'Name trustees',
  'own.trustees.change': 'Change trustees',
  'own.trustees.field': 'Address or link of a trustee',
  'own.trustees.hint': 'They find their link on their own account page',
  'own.trustees.fault.unreadable': 'There is no address of an account in it',
  'own.trustees.fault.self': 'Not yourself: with your devices lost you could not help yourself',
  'own.trustees.fault.twice': 'This person is named already',
  'own.trustees.fault.many': 'At most 16 people',
  'own.trustees.add': 'Add this person',
  'own.trustees.take': 'Leave out',
  'own.trustees.needed': 'How many together',
  'own.trustees.of': '{needed} of {n}',
  'own.trustees.do': 'Settle on these trustees',
  'own.trustee.own': 'Let others name me',
  'own.trustee.own.body':
    'Give this link to who wants you as a trustee. It holds your account’s address alone.',
  'own.trustee.own.link': 'My link as a trustee',

  'own.checklist': 'With these done, a lost device is no misfortune',
  'own.checklist.second': 'A second passkey',
  'own.checklist.trustees': 'Trustees who bring the account back',
  'own.checklist.rehearsal': 'Each trustee has rehearsed once',
  'own.checklist.done': ', done',
  'own.checklist.open': ', not yet',

  'own.alarm.title': 'Somebody wants to change who confirms for this account',
  'own.alarm.who': 'Signed by {names}. After it {n} new {n|way|ways} to confirm would be left.',
  'own.alarm.own': 'A passkey of this browser is among them.',
  'own.alarm.when': 'It can be done from {time} on. If you did not want it, refuse now.',
  'own.alarm.due': 'The wait is over and anybody can do it. If you did not want it, refuse now.',
  'own.alarm.veto': 'Refuse',

  'own.unread': 'The node does not tell now what was announced and rehearsed: the lists below may lack some.',

  'own.removed.title': 'This passkey was removed from the account',
  'own.removed.body':
    'It confirms nothing any more. Sign in with another of the account’s, or have it brought back.',
  'own.removed.do': 'Forget it in this browser',
  'own.coming.title': 'This passkey is not in force yet',
  'own.coming.body': 'It is announced and will work after the wait. Below you see from when on.',

  'own.carrier': '“{name}” brings it to the chain; anybody may.',
  'own.carrier.server': 'The platform brings it to the chain, at no cost to you; anybody may.',
  'own.carrier.none':
    'Bringing it costs a network fee. Choose a browser wallet at the top right, or hand the link on.',

  'join.title': 'Add this device to the account',
  'join.lead':
    'Make a passkey on this device for account {account}. The link must come from a device of your own.',
  'join.do': 'Make a passkey',
  'join.waiting': 'It is made. Open the link below on your first device, compare the digits and confirm.',
  'join.coming': 'Your first device has announced it. After the wait this device works.',
  'join.done': 'This device is part of the account.',
  'join.enter': 'Enter the account',
  'join.link': 'Link for your first device',

  'add.title': 'Let another device in',
  'add.lead': 'Another device has made a passkey. Compare the digits first.',
  'add.name': 'A name for that device',
  'add.name.default': 'My other device',
  'add.same': 'The digits are the same',
  'add.differs': 'If they differ, close this page: somebody has swapped the link.',
  'add.back': 'Back to the account',
  'add.other.title': 'Act as this account first',
  'add.other.body': 'The link is for another account. Choose it at the top right, then open the link again.',

  'trustee.title': 'Trustee',
  'trustee.offered': 'This person is ready to be your trustee. Their address:',
  'trustee.name': 'Name them on my account',
  'trustee.name.how':
    'Name only people you know yourself: signing together, trustees can replace your passkeys.',
  'trustee.nobody.title': 'Choose who you are first',
  'trustee.nobody.body': 'Pick your account or wallet at the top right, then come back to this page.',
  'trustee.none.title': '“{name}” is no trustee of this account',
  'trustee.none.body': 'If you were named by another account of yours, choose it at the top right.',
  'trustee.stale.title': 'This recovery counts no more',
  'trustee.stale.body': 'Ask for a new link.',
  'trustee.as': 'You sign as “{name}”. It costs nothing, and touches nothing of your own account.',
  'trustee.rehearse.title': 'Rehearse a recovery',
  'trustee.rehearse.what':
    'You sign that you could help if the owner of account {account} lost every device. Nothing else happens.',
  'trustee.rehearse.do': 'Sign the rehearsal',
  'trustee.rehearse.signed': 'Signed. It must be brought to the chain before the owner sees it.',
  'trustee.rehearse.bring': 'Bring the rehearsal',
  'trustee.rehearse.hand': 'Or hand this link to somebody who can bring it',
  'trustee.recover.title': 'Help somebody recover an account',
  'trustee.recover.what':
    'With it, one new passkey takes the place of all who confirm for account {account}, after {span}.',
  'trustee.recover.ask':
    'Call the person first and have them read the digits out. If they did not ask, do not sign.',
  'trustee.recover.until': 'The signature holds until {time}.',
  'trustee.recover.do': 'The digits are the same: sign',
  'trustee.recover.signed': 'Signed. Send this link back to the person.',
  'trustee.recover.back': 'Link for the person',
  'trustee.allow.why':
    'Your account must first be allowed to sign for theirs, once. It covers rehearsal and recovery and moves no money.',
  'trustee.allow.do': 'Allow signing for them',
  'trustee.allow.waits': 'Your account can sign for theirs from {time} on. Open this link again then.',

  'recover.title': 'Recover an account',
  'recover.lead':
    'With every passkey lost, people you named can bring in a new one. Loans, notes and record stay yours.',
  'recover.which': 'Address or link of the account',
  'recover.which.hint': 'Your trustees have it in their links; any of them can tell you',
  'recover.go': 'Next',
  'recover.none.title': 'This account has no trustees',
  'recover.none.body': 'Sign in with a passkey of it that you still have.',
  'recover.begin':
    'Account {account}: once {needed} of {n} people have signed, and after {span}, it gets this device’s new passkey.',
  'recover.make': 'Make a new passkey',
  'recover.other':
    'This link is for another recovery and was left alone. Somebody may want signatures for a key of their own.',
  'recover.forOther':
    'The new passkey is not on this device: you bring it for somebody. If you lost yours, begin again.',
  'recover.collect': 'Send your trustees the link, then call them and read the digits to them.',
  'recover.link': 'Link for the trustees',
  'recover.count': '{n} of {needed} have signed',
  'recover.signed': 'has signed',
  'recover.unsigned': 'not yet',
  'recover.answer': 'Link a trustee sent back',
  'recover.answer.hint': 'Open it on this device, or paste it here',
  'recover.answer.wrong': 'This is no signature for this recovery',
  'recover.answer.do': 'Take the signature',
  'recover.propose.what':
    'Enough have signed. Once proposed it waits {span}, in which any passkey of the account can refuse it.',
  'recover.propose': 'Propose the recovery',
  'recover.stale': 'This recovery is too old, or the account has changed meanwhile. People must sign anew.',
  'recover.again': 'Begin again',
  'recover.waits':
    'Proposed; it can be finished from {time} on. Until then any passkey of the account can refuse it.',
  'recover.due': 'The wait is over, and nobody has refused.',
  'recover.finalise': 'Bring in the new passkey',
  'recover.done': 'The account is back: the passkey of this device confirms for it.',
  'recover.enter': 'Enter the account',
})

/** All messages of the pages about accounts, in English. */
export const en = { ...enterEn, ...callsEn, ...ownEn } as const
