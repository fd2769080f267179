import type { zh } from './zh.ts'

export const en: Readonly<Record<keyof typeof zh, string>> = {
  'queue.title': 'Underwriters’ queue',
  'queue.lead':
    'Applications a person must see. To approve is to sign the assessment; declining is signed too. Both enter the public log.',
  'queue.open': 'Sign and open the queue',
  'queue.opening': 'Opening…',
  'queue.again': 'Read again',
  'queue.nobody': 'Choose who you are at the top right, then open the queue.',
  'queue.not.title': 'This account is no underwriter',
  'queue.not.body':
    'On the chain {name} has no underwriter’s role, so the queue does not open. The administrator gives that role on the chain, for all to see.',
  'queue.not.powers': 'See who has the role',
  'queue.count': '{n} {n|is|are} waiting, oldest first',
  'queue.empty.title': 'No application is waiting',
  'queue.empty.body': 'Applications that need a person appear here.',
  'queue.asks': 'Asks for {amount} over {term}, {method}, at {rate} or more',
  'queue.appliedAt': 'Applied {at}',
  'queue.signed': '{n} of {of} signatures',
  'queue.lapses': 'lapses {at}',
  'queue.why.secondSignature':
    'The amount is above what one signature may cover. A person must look at it and sign.',
  'queue.why.missingFields': 'Some fields were not given: {fields}. Check before you decide.',
  'queue.by': 'Approved by',
  'queue.mine': 'You have signed; another person must look.',
  'queue.approve': 'Approve',
  'queue.decline': 'Decline',
  'queue.approve.of': 'Approve the application of {who}',
  'queue.decline.of': 'Decline the application of {who}',
  'queue.approve.body':
    'You sign this assessment: grade {grade}, at most {amount} over {term}, at {rate} or more. It cannot be taken back. No money moves; the applicant decides whether to borrow.',
  'queue.approve.until': 'It is good until {at}.',
  'queue.decline.body':
    'The applicant is told that an underwriter looked and declined, with the reasons listed. They may apply again. This cannot be undone.',
  'queue.approve.confirm': 'Sign to approve',
  'queue.decline.confirm': 'Sign to decline',
  'queue.signing': 'Waiting for your signature…',
  'queue.done.assessed': 'The application of {who} is approved; they may ask for the loan now.',
  'queue.done.queued': 'You have signed. The application of {who} needs another person’s signature.',
  'queue.done.declined': 'The application of {who} is declined; they see the reasons.',
  'queue.done.lapsed': 'The application of {who} has lapsed; nobody can decide it any more.',
  'queue.failed': 'It was not done: {reason}',
}
