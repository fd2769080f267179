import type { zh } from './zh.ts'

export const en: Readonly<Record<keyof typeof zh, string>> = {
  'handOver.open': 'Hand over notes',
  'handOver.title': 'Hand over notes',
  'handOver.body':
    'What the borrower pays afterwards is the receiver’s. What came until then is paid to you. It is free, and it cannot be undone.',
  'handOver.body.raising':
    'This loan is not paid out yet. Once it is, what the borrower pays is the receiver’s; if it never is, the money put in goes back to the receiver, and you can no longer withdraw it. It is free, and it cannot be undone.',
  'handOver.price': 'The platform handles no price: what the receiver pays you is between the two of you.',
  'handOver.to': 'Receiver’s address',
  'handOver.to.hint': 'Begins with 0x; copy it whole. The receiver must be verified here first',
  'handOver.fault.unreadable': 'There is no address in this',
  'handOver.fault.mistyped': 'A letter of this address is wrong: copy it again',
  'handOver.fault.self': 'This is your own account',
  'handOver.amount': 'How much',
  'handOver.amount.hint': 'You hold {balance}; {outstanding} of it is still owed',
  'handOver.amount.hint.raising': 'You hold {balance}',
  'handOver.all': 'All of it',
  'handOver.trying': 'Trying it out; nothing is sent yet',
  'handOver.row.receiver': 'Receiver',
  'handOver.row.notes': 'Notes handed over',
  'handOver.row.owed': 'Principal still owed on them',
  'handOver.row.paid': 'Paid to you with it',
  'handOver.confirm': 'Confirm handing over {amount}',
  'handOver.refused.WalletUnknown':
    'This address is not verified here and cannot hold notes. Ask the receiver to be verified first.',
  'handOver.refused.VerificationExpired':
    'The receiver’s verification has expired. Ask the receiver to renew it first.',
  'handOver.refused.ParticipantFrozen': 'The receiver is frozen and cannot receive notes.',
  'handOver.refused.OwnLoan': 'This is the borrower, who cannot hold notes of their own loan.',
  'handOver.refused.RelatedParties':
    'The receiver and the borrower are related, so the receiver cannot hold these notes.',
  'handOver.refused.CapPerLoanExceeded':
    'The receiver may hold at most {cap} of this loan and has {used}. Hand over less.',
  'handOver.refused.CapPerPairExceeded':
    'The receiver may hold at most {cap} with this borrower and has {used}. Hand over less.',
}
