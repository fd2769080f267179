import type { moreZh } from './moreZh.ts'

/** The words of `moreZh` in English. */
export const moreEn = {
  'more.label': 'Confirm twice, or announce it and wait',
  'more.there': 'Confirm twice, and it is done now',
  'more.none': 'This account has only one way to confirm',
  'more.none.body':
    'Add another, and such things are done at once from then on. This time you can announce it and wait.',
  'more.away': 'The second way to confirm is out of reach now',
  'more.away.body': 'Try again once it can be used, or announce it and wait.',
  'more.waiting': '{n} announced {n|thing waits|things wait} already. See whether it is the same:',
  'more.see': 'See or take back',
  'more.later': 'If it cannot be done then, it is tried again for 30 days.',
  'more.confirm': 'Confirm twice and do it now',
  'more.announce': 'Announce it',
  'more.announced': 'Announced: it is done by itself from {time} on',
  'more.announced.body':
    'Nothing more is needed from you. If it cannot be done then, it is tried again for 30 days.',
  'more.add': 'Add a way to confirm',
  'more.limits': 'See the account’s limits',
  'more.calls': 'See what the account can do',
} as const satisfies Record<keyof typeof moreZh, string>
