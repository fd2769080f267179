import { powersEn } from '@hurong/sdk/powers/words'
import { translates } from '../messages.ts'
import type { powers as source } from '../zh/powers.ts'

export const powers = translates<typeof source>()({
  ...powersEn,
  'powers.title': 'Powers and delays',
  'powers.lead':
    'Who has which power, how long ahead it is announced, what it cannot do. Read from the chain now; not written by us.',
  'powers.read': 'Read at block {block}',
  'powers.nobodyCan': 'What nobody can do',
  'powers.roles': 'Every role',
  'powers.holders': 'Held by',
  'powers.nobody': 'Nobody',
  'powers.can': 'Can',
  'powers.nothing': 'No function is given to it now',
  'powers.cannot': 'Cannot',
  'powers.delay': 'announced {span} ahead',
  'powers.delay.none': 'takes effect at once',
  'powers.given': 'Given and taken by: {admin}.',
  'powers.role.other': 'Role {n}',
  'powers.do.other': 'A function this site does not know yet',
  'powers.now': 'How things stand',
  'powers.fee.notice': 'Notice before a new fee binds',
  'powers.fee.greatest': 'Greatest fee, of the principal',
  'powers.paused': 'New business stopped',
  'powers.paused.some': '{n} {n|kind|kinds} stopped; repayments and claims go on',
  'powers.closed': 'Functions closed by the admin',
  'powers.pending': 'Announced and not yet done',
  'powers.pending.none': 'Nothing now.',
  'powers.pending.by': 'Announced by {caller}',
  'powers.pending.from': 'May be done from {time}; lapses if not done by {expiry}',
  'powers.givenUp': 'Given up for good',
  'powers.givenUp.none': 'Nothing yet.',
  'powers.givenUp.one': 'Given up for good: nobody can use it',
  'powers.since': 'from {time}',
})
