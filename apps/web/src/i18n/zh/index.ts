import { account } from './account.ts'
import { book } from './book.ts'
import { borrow } from './borrow.ts'
import { credit } from './credit.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { explorer } from './explorer.ts'
import { fund } from './fund.ts'
import { home } from './home.ts'
import { learn } from './learn.ts'
import { loan } from './loan.ts'
import { market } from './market.ts'
import { myLoans } from './myLoans.ts'
import { participants } from './participants.ts'
import { portfolio } from './portfolio.ts'
import { powers } from './powers.ts'
import { shell } from './shell.ts'
import { tx } from './tx.ts'
import { words } from './words.ts'

/** Every message in Chinese: the source that other languages are checked against. */
export const zh = {
  ...words,
  ...shell,
  ...account,
  ...tx,
  ...events,
  ...errors,
  ...home,
  ...market,
  ...loan,
  ...fund,
  ...myLoans,
  ...borrow,
  ...credit,
  ...portfolio,
  ...learn,
  ...explorer,
  ...participants,
  ...powers,
  ...book,
} as const
