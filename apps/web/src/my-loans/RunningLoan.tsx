import { divUp } from '@hurong/finance'
import type { ScheduleRow } from '@hurong/sdk/api'
import { useAmountText } from '../components/Amount.tsx'
import { RecordStrip } from '../components/RecordStrip.tsx'
import { StatusLine } from '../components/Status.tsx'
import { StatusMark } from '../components/StatusMark.tsx'
import { formatDateTime } from '../format/date.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { wholeOf } from '../loans/amounts.ts'
import { AutoRepay } from './AutoRepay.tsx'
import { askedOf, principalAfter, savedByPayoff } from './choices.ts'
import { Early } from './Early.tsx'
import { Pay } from './Pay.tsx'
import { PayOff } from './PayOff.tsx'
import styles from './page.module.css'
import type { Running } from './useRunning.ts'

/** Nothing is owed any more. */
const isOver = ({ position }: Running) => position.status === 'repaid' || position.status === 'recovered'

/** What is late, owed or about to be short, said kindly. */
function Notice({ running }: { readonly running: Running }) {
  const { loan, terms, position, now, balance } = running
  const { t, locale } = useI18n()
  const text = useAmountText(loan.currency)
  if (isOver(running)) return <p className="notice">{t('myLoans.over')}</p>
  if (position.status !== 'active')
    return (
      <p className="notice bad">
        <span>{t('myLoans.defaulted', { amount: text(wholeOf(loan.payoff), 'cents', true, 'up') })}</span>
      </p>
    )
  const asked = askedOf(terms, position, now)
  if (asked.due > 0n) {
    const inGrace = asked.graceUntil !== null && asked.graceUntil > now
    return (
      <p className="notice warn">
        <span>
          {inGrace
            ? t('myLoans.late', {
                amount: text(asked.due, 'cents', true, 'up'),
                until: formatDateTime(asked.graceUntil ?? now, locale),
              })
            : t('myLoans.lateAfter', {
                amount: text(asked.due, 'cents', true, 'up'),
                rate: formatRate(terms.lateRate, locale),
              })}
        </span>
      </p>
    )
  }
  if (balance !== undefined && balance < asked.next && asked.dueAt !== null)
    return (
      <p className="notice warn">
        <span className="late">
          <StatusMark mark="clock3" />
        </span>
        <span>
          {t('myLoans.short', {
            until: formatDateTime(asked.dueAt, locale),
            amount: text(asked.next, 'cents', false, 'up'),
            short: text(asked.next - balance, 'cents', false, 'up'),
          })}
        </span>
      </p>
    )
  return null
}

/** What paying more, less or later changes. */
function WhatIf({ running }: { readonly running: Running }) {
  const { loan, terms, position, now } = running
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const asked = askedOf(terms, position, now)
  if (asked.coming === 0n) return null
  const toPay =
    asked.next > 0n
      ? [
          {
            key: 'pay',
            label: t('myLoans.what.pay'),
            amount: asked.next,
            effect: t('myLoans.what.pay.then', {
              amount: text(principalAfter(terms, position, now, asked.next)),
            }),
          },
          {
            key: 'part',
            label: t('myLoans.what.part'),
            amount: divUp(asked.next, 2n),
            effect: t('myLoans.what.part.then'),
          },
        ]
      : [
          {
            key: 'wait',
            label: t('myLoans.what.wait'),
            amount: asked.coming,
            effect: t('myLoans.what.wait.then'),
          },
        ]
  const rows = [
    ...toPay,
    {
      key: 'off',
      label: t('myLoans.what.off'),
      amount: asked.payoff,
      effect: t('myLoans.what.off.then', { amount: text(savedByPayoff(terms, position, now)) }),
    },
    {
      key: 'late',
      label: t('myLoans.what.late', { n: terms.graceDays }),
      amount: asked.coming,
      effect: t('myLoans.what.late.then'),
    },
  ]
  // Whoever is late already needs no word about being late.
  const shown = rows.filter(({ key }) => key !== 'late' || asked.due === 0n)
  return (
    <>
      <h3>{t('myLoans.what.title')}</h3>
      <table className={styles.compact}>
        <tbody>
          {shown.map(({ key, label, amount, effect }) => (
            <tr key={key}>
              <th
                scope="row"
                style={{
                  borderBottom: '1px solid var(--hairline)',
                  color: 'var(--ink)',
                  verticalAlign: 'middle',
                  wordBreak: 'keep-all',
                }}
              >
                {label}
              </th>
              <td className="num">{text(amount, 'cents', false, 'up')}</td>
              <td className="ink2" style={{ paddingLeft: 16 }}>
                {effect}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface RunningLoanProps {
  readonly running: Running
  readonly rows: readonly ScheduleRow[]
}

/** A drawn loan: next due, pay, what each way of paying changes, automatic repayment. */
export function RunningLoan({ running, rows }: RunningLoanProps) {
  const { loan, terms, position, now, currency } = running
  const { t, locale } = useI18n()
  const text = useAmountText(loan.currency)
  const active = position.status === 'active'
  const asked = active ? askedOf(terms, position, now) : null
  const figure = asked ? asked.coming : wholeOf(loan.payoff)
  const cells = rows.flatMap(({ status }) => (status === 'replaced' || status === 'nothingDue' ? [] : status))
  return (
    <div className={styles.loan}>
      <div>
        <div className={styles.next}>
          <div hidden={isOver(running)}>
            <p className="t14 ink2">
              {asked && asked.due === 0n && asked.dueAt !== null
                ? t('myLoans.next', { until: formatDateTime(asked.dueAt, locale) })
                : asked && asked.next > asked.due
                  ? t('myLoans.nowAndRunning')
                  : t('myLoans.now')}
            </p>
            <p className="t28 strong">
              {text(figure, 'cents', false, 'up')}
              <span className="unit">{currency.symbol}</span>
            </p>
            {asked && asked.next === 0n && (
              <p className="t14">
                <StatusLine mark="tick" tone="brand">
                  {t('myLoans.nothingNow')}
                </StatusLine>
              </p>
            )}
          </div>
          <div className={styles.actions}>
            <Pay running={running} label={active ? t('myLoans.pay') : t('myLoans.recover')} />
            <Early running={running} />
            <PayOff running={running} />
          </div>
        </div>
        <Notice running={running} />
        {cells.length > 0 && (
          <div className={styles.strip}>
            <header>
              <b className="strong">{t('myLoans.progress', { n: loan.instalmentsSettled })}</b>
              <span className="ink3">
                {t('myLoans.progress.of', {
                  index: Math.min(position.nextInstalment, terms.count),
                  count: terms.count,
                })}
              </span>
            </header>
            <RecordStrip cells={cells} />
          </div>
        )}
      </div>
      <aside>
        {active && <WhatIf running={running} />}
        {active && <AutoRepay running={running} />}
      </aside>
    </div>
  )
}
