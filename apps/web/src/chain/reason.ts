import type { Currency } from '@hurong/sdk/api'
import { formatAmount } from '../format/amount.ts'
import { formatDateTime } from '../format/date.ts'
import { formatNumber } from '../format/number.ts'
import { formatRate } from '../format/rate.ts'
import type { I18n, Language, MessageKey } from '../i18n/context.tsx'
import { partsOf } from '../i18n/messages.ts'
import { daysText } from '../loans/terms.ts'
import type { Reason } from './txState.ts'

type Kind = 'amount' | 'wholeUnits' | 'time' | 'day' | 'rate' | 'term' | 'count' | 'status'

const amounts = [
  'amount',
  'allowance',
  'asked',
  'received',
  'balance',
  'needed',
  'due',
  'dueFirst',
  'payoff',
  'left',
  'raised',
  'escrow',
  'ceiling',
  'principal',
  'secondSignatureAbove',
] as const
const times = [
  'deadline',
  'defaultableFrom',
  'drawableFrom',
  'expiresAt',
  'lateFrom',
  'writeOffableFrom',
  'endedAt',
  'nextPeriodStart',
  'announcedAt',
  'bindsAt',
  'retiredAt',
  'issuedAt',
  'newestIssuedAt',
  'latest',
  'readyAt',
  'expiredAt',
  'nextProposalFrom',
] as const

/** What the figures of an error are, by parameter; the same word means the same thing nearly everywhere. */
const kindOf: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(amounts.map((name) => [name, 'amount' as const])),
  ...Object.fromEntries(times.map((name) => [name, 'time' as const])),
  cap: 'wholeUnits',
  used: 'wholeUnits',
  originationFee: 'rate',
  annualRate: 'rate',
  verifiedUntil: 'day',
  termDays: 'term',
  current: 'status',
  loanIds: 'count',
  amounts: 'count',
  least: 'amount',
  greatest: 'amount',
}

/** Where the word means something else. */
const exceptions: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  DeadlineOutOfRange: { least: 'time', greatest: 'time' },
  CapTooLarge: { greatest: 'wholeUnits' },
  FeeTooLarge: { greatest: 'rate' },
  RateTooHigh: { greatest: 'rate' },
  TermOutOfRange: { least: 'count', greatest: 'count' },
  TooManyLiveLoans: { greatest: 'count' },
  TooManySeries: { greatest: 'count' },
  TooManyWallets: { greatest: 'count' },
  RateBelowAssessed: { least: 'rate' },
  TermAboveAssessed: { greatest: 'term' },
  SignersTooMany: { greatest: 'count' },
  LengthsDiffer: { amounts: 'count' },
  SpendingLimitExceeded: { used: 'amount', limit: 'amount' },
  NewPayeeLimitExceeded: { used: 'amount', limit: 'amount' },
  DelayOutOfRange: { least: 'count', greatest: 'count' },
  SignersInvalid: { greatest: 'count' },
  TrusteesInvalid: { greatest: 'count' },
}

const statuses = [
  'none',
  'funding',
  'funded',
  'active',
  'repaid',
  'defaulted',
  'recovered',
  'writtenOff',
  'cancelled',
] as const

const secondsOfDay = 86_400n

/** Words that somebody else chose, in both languages. */
const isTold = (value: unknown): value is Readonly<Record<Language, string>> =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

function written(kind: Kind | undefined, value: unknown, i18n: I18n, currency: Currency | undefined): string {
  if (isTold(value)) return value[i18n.language]
  if (typeof value !== 'bigint' && typeof value !== 'number') return String(value ?? '—')
  const { locale, t } = i18n
  const figure = BigInt(value)
  const decimals = currency?.decimals ?? 0
  const unit = currency ? ` ${currency.symbol}` : ''
  switch (kind) {
    case 'amount':
      return `${formatAmount(figure, decimals, locale, 'exact')}${unit}`
    case 'wholeUnits':
      return `${formatAmount(figure, 0, locale, 'whole')}${unit}`
    case 'time':
      return formatDateTime(Number(figure), locale)
    case 'day':
      return formatDateTime(Number(figure * secondsOfDay), locale)
    case 'rate':
      return formatRate(figure, locale)
    case 'term':
      return daysText(Number(figure), i18n)
    case 'status': {
      const name = statuses[Number(figure)]
      return name === undefined || name === 'none' ? '—' : t(`loans.status.${name}`)
    }
    default:
      return formatNumber(Number(figure), locale)
  }
}

/** Why it was not done, as one sentence in the reader's language with what to do next. */
export function sentenceFor(reason: Reason, i18n: I18n, currency?: Currency): string {
  const key = `errors.${reason.name}`
  const known = i18n.message(key as MessageKey) === undefined ? 'errors.Unexpected' : (key as MessageKey)
  const values = Object.fromEntries(
    partsOf(i18n.message(known)).flatMap((part) =>
      typeof part === 'string'
        ? []
        : [
            [
              part.name,
              written(
                exceptions[reason.name]?.[part.name] ?? kindOf[part.name],
                reason.args[part.name],
                i18n,
                currency,
              ),
            ],
          ],
    ),
  )
  return i18n.fill(known, values)
}
