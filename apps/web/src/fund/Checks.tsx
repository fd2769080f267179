import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { sentenceFor } from '../chain/reason.ts'
import { useAmountText } from '../components/Amount.tsx'
import { StatusLine } from '../components/Status.tsx'
import { formatAmount } from '../format/amount.ts'
import { formatDate } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { leftToFund } from '../loans/terms.ts'
import type { DryRun } from './dryRun.ts'
import styles from './page.module.css'

interface ChecksProps {
  readonly loan: LoanSummary
  readonly currency: Currency
  readonly amount: bigint
  readonly tried: DryRun
  readonly onAmount: (units: bigint) => void
}

/** What the refusal leaves as an amount that would do; null where no other amount helps. */
export function amountInstead(tried: DryRun, decimals: number): bigint | null {
  const { reason } = tried
  if (reason?.name === 'TicketTooLarge') return BigInt(String(reason.args.left))
  if (reason?.name === 'CeilingExceeded') return null
  if (reason && /^Cap(12Months|PerLoan|PerPair)Exceeded$/.test(reason.name)) {
    const room = BigInt(String(reason.args.cap)) - BigInt(String(reason.args.used))
    return room > 0n ? room * 10n ** BigInt(decimals) : null
  }
  return null
}

/** What was checked before anything is sent, one line each; a refusal in words with what to do about it. */
export function Checks({ loan, currency, amount, tried, onAmount }: ChecksProps) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const text = useAmountText(loan.currency)
  const left = leftToFund(loan)
  const whole = (units: bigint) => formatAmount(units, 0, locale, 'whole')
  const rows = [
    {
      key: 'balance',
      good: tried.balance + tried.ready >= amount,
      label: t('fund.checks.balance'),
      value:
        tried.balance >= amount
          ? t('fund.checks.balance.value', { amount: text(tried.balance, 'cents', false, 'down') })
          : t('fund.checks.balance.ready', {
              amount: text(tried.balance, 'cents', false, 'down'),
              ready: text(tried.ready, 'cents', false, 'down'),
            }),
    },
    {
      key: 'cap',
      good: !tried.reason?.name.startsWith('Cap'),
      label: t('fund.checks.cap'),
      value:
        tried.cap === 0n
          ? t('fund.checks.cap.none')
          : t('fund.checks.cap.value', { used: whole(tried.used), cap: whole(tried.cap) }),
    },
    {
      key: 'left',
      good: left >= amount,
      label: t('fund.checks.left'),
      value: t('fund.checks.left.value', { amount: text(left) }),
    },
    {
      key: 'verified',
      good: tried.verifiedUntil > 0 && tried.reason?.name !== 'VerificationExpired',
      label: t('fund.checks.verified'),
      value:
        tried.verifiedUntil > 0
          ? t('fund.checks.verified.value', { date: formatDate(tried.verifiedUntil, locale) })
          : t('fund.checks.verified.none'),
    },
  ]
  const instead = amountInstead(tried, currency.decimals)
  return (
    <>
      <ul className={styles.checks}>
        {rows.map(({ key, good, label, value }) => (
          <li key={key}>
            <StatusLine mark={good ? 'tick' : 'cross'} tone={good ? 'brand' : 'failed'}>
              <span style={{ color: 'var(--ink)' }}>{label}</span>
            </StatusLine>
            <span>{value}</span>
          </li>
        ))}
        {!tried.reason && (
          <li>
            <StatusLine mark={tried.whole ? 'tick' : 'ring'} tone="brand">
              <span style={{ color: 'var(--ink)' }}>{t('fund.checks.tried')}</span>
            </StatusLine>
            <span>{tried.whole ? t('fund.checks.tried.whole') : t('fund.checks.tried.part')}</span>
          </li>
        )}
      </ul>
      {tried.reason && (
        <div className={styles.reason} role="alert">
          <p className="strong">
            {tried.reason.name === 'ERC20InsufficientBalance'
              ? t('fund.short', { amount: text(amount - tried.balance - tried.ready, 'cents', true, 'up') })
              : sentenceFor(tried.reason, i18n, currency)}
          </p>
          <p>{t('fund.refused')}</p>
          {instead !== null && (
            <button type="button" className="button quiet small" onClick={() => onAmount(instead)}>
              {t(tried.reason.name === 'TicketTooLarge' ? 'fund.left.take' : 'fund.lower', {
                amount: text(instead, 'exact', true),
              })}
            </button>
          )}
        </div>
      )}
    </>
  )
}
