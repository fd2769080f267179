import type { LoanDetail, ScheduleRow } from '@hurong/sdk/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useChainTime } from '../api/useCurrency.ts'
import { Amount, useAmountText } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Progress } from '../components/Progress.tsx'
import { Rate } from '../components/Rate.tsx'
import { Status } from '../components/Status.tsx'
import { GradeMark } from '../credit/GradeMark.tsx'
import { OddsInShort } from '../credit/Odds.tsx'
import { formatDate, formatDateTime } from '../format/date.ts'
import { loanName, participantName } from '../format/names.ts'
import { formatRate, formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { repaidOf } from './amounts.ts'
import { drawingOf } from './drawing.ts'
import styles from './Head.module.css'
import { TermsSheet } from './TermsSheet.tsx'
import { leftToFund, rhythmText, termText } from './terms.ts'

/** Where the loan stands, in one sentence with dates; nothing while all goes well. */
function Alert({ loan, rows }: { readonly loan: LoanDetail; readonly rows: readonly ScheduleRow[] }) {
  const { t, locale } = useI18n()
  const now = useChainTime()
  const text = useAmountText(loan.currency)
  const lost = text(loan.outstandingPrincipal)
  const late = rows.find(({ status }) => status === 'late')
  const sentence = (): string | null => {
    switch (loan.status) {
      case 'late':
        return late && loan.defaultableFrom !== null
          ? t('loan.alert.late', {
              index: late.index,
              amount: text(BigInt(late.principal) + BigInt(late.interest)),
              from: formatDate(loan.defaultableFrom, locale),
            })
          : null
      case 'defaulted':
        return t('loan.alert.defaulted', { amount: lost })
      case 'writtenOff':
        return t('loan.alert.writtenOff', { amount: lost })
      case 'cancelled':
        return t('loan.alert.cancelled')
      case 'funded': {
        const drawing = drawingOf(loan, now)
        if (drawing === null) return null
        const day = formatDateTime(drawing.at, locale)
        if (drawing.kind === 'notYet') return t('loan.alert.funded', { from: day })
        return t(drawing.kind === 'open' ? 'loan.alert.drawable' : 'loan.alert.drawOver', { until: day })
      }
      case 'funding':
        return t('loan.alert.closing', { until: formatDateTime(loan.fundingDeadline, locale) })
      default:
        return null
    }
  }
  const words = sentence()
  if (words === null) return null
  const tone =
    loan.status === 'late' ? 'warn' : loan.status === 'defaulted' || loan.status === 'writtenOff' ? 'bad' : ''
  return (
    <p className={`notice ${tone} ${styles.alert}`}>
      <b className="strong">
        <Status status={loan.status} daysPastDue={loan.daysPastDue} />
      </b>
      <span>{words}</span>
    </p>
  )
}

function Term({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="t13 ink2">{label}</dt>
      <dd className="t22 strong">{children}</dd>
    </div>
  )
}

/** The one big figure: what is still out, or what has come together so far. */
function Big({ loan }: { readonly loan: LoanDetail }) {
  const { t, locale } = useI18n()
  const text = useAmountText(loan.currency)
  const drawn = loan.drawnAt !== null
  const { repaid, share } = repaidOf(loan)
  const left = drawn
    ? t('loan.big.repaid', { amount: text(repaid), share: formatShare(share, locale) })
    : t('loan.big.funded', { share: formatShare(loan.fundedShare, locale), n: loan.lenders })
  const right =
    drawn || loan.status !== 'funding'
      ? t('loan.big.of', { amount: text(loan.terms.principal) })
      : t('loan.big.left', { amount: text(leftToFund(loan)) })
  return (
    <div className={styles.big}>
      <dt className="t14 ink2">{drawn ? t('loan.big.outstanding') : t('loan.big.raised')}</dt>
      <dd className="figure">
        <Amount units={drawn ? loan.outstandingPrincipal : loan.raised} currency={loan.currency} unit />
      </dd>
      <dd className={styles.bar}>
        <Progress share={drawn ? share : loan.fundedShare} />
        <p className={`t13 ink3 ${styles.two}`}>
          <span>{left}</span>
          <span>{right}</span>
        </p>
      </dd>
    </div>
  )
}

/** What a loan is: purpose, borrower, where it stands, its terms. */
export function Head({ loan, rows }: { readonly loan: LoanDetail; readonly rows: readonly ScheduleRow[] }) {
  const i18n = useI18n()
  const { t, rich, locale } = i18n
  const text = useAmountText(loan.currency)
  const { terms } = loan
  const last = rows.at(-1)
  const first = rows[0]
  const amount = terms.method === 'bullet' && last ? BigInt(last.principal) + BigInt(last.interest) : null
  const interest = terms.method === 'interestOnly' && first ? BigInt(first.interest) : null
  const crumb =
    loan.drawnAt === null && loan.status !== 'cancelled'
      ? t('loan.crumb.funding')
      : loan.status === 'active' || loan.status === 'late'
        ? t('loan.crumb.running')
        : t('loan.crumb.ended')
  return (
    <>
      <nav className={`t14 in-text ${styles.crumb}`} aria-label={t('loan.crumb.label')}>
        <Link to="/market">{t('shell.nav.market')}</Link>
        <span className="ink3"> / {crumb}</span>
      </nav>
      <div className={styles.title}>
        <GradeMark grade={loan.assessment?.grade ?? null} size="large" />
        <h1>
          {t(`loans.purpose.${loan.purpose}`)}{' '}
          <span className={`ink3 ${styles.id}`}>{loanName(loan.number)}</span>
        </h1>
      </div>
      <p className="t14 ink2">
        {rich('loan.borrower', {
          who: (
            <Link to="/participants/$id" params={{ id: loan.borrowerId }}>
              {participantName(loan.borrowerId)}
            </Link>
          ),
        })}
        {' · '}
        {t(`loans.method.${terms.method}`)} · {rhythmText(terms, i18n)}
      </p>
      <Alert loan={loan} rows={rows} />
      <dl className={`${styles.terms} ${loan.assessment ? styles.assessed : ''}`}>
        <Big loan={loan} />
        <Term label={t('loan.term.rate')}>
          <Rate millionths={terms.annualRate} />
        </Term>
        {loan.assessment && (
          <Term label={t('credit.column.afterLoss')}>
            <Rate millionths={loan.assessment.expectedReturn} />
          </Term>
        )}
        <Term
          label={
            amount !== null
              ? t('loan.term.atEnd')
              : interest !== null
                ? t('loan.term.firstInterest')
                : t('loan.term.instalment')
          }
        >
          <Amount
            units={amount ?? interest ?? (first ? BigInt(first.principal) + BigInt(first.interest) : 0n)}
            currency={loan.currency}
            unit={false}
          />
        </Term>
        {loan.drawnAt !== null && last ? (
          <Term label={t('loan.term.last')}>
            <span className={styles.date}>
              <DateTime at={last.dueAt} />
            </span>
          </Term>
        ) : (
          <Term label={t('loan.term.lastPlanned')}>{termText(loan, i18n)}</Term>
        )}
        {loan.assessment && (
          <Term label={t('credit.column.odds')}>
            <OddsInShort pd={loan.assessment.pdLife} />
          </Term>
        )}
        <Term label={t('loan.term.protection')}>{t('words.none')}</Term>
      </dl>
      <div className={`t13 ink3 ${styles.note}`}>
        {t('loan.note', {
          grace: terms.graceDays,
          late: formatRate(terms.lateRate, locale),
          fee: text(loan.fee),
        })}{' '}
        <TermsSheet loan={loan} />
      </div>
    </>
  )
}
