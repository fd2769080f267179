import type { LoanSummary } from '@hurong/sdk/api'
import { Link } from '@tanstack/react-router'
import { Amount, useAmountText } from '../components/Amount.tsx'
import { type Column, DataTable } from '../components/DataTable.tsx'
import { Progress } from '../components/Progress.tsx'
import { Rate, Share } from '../components/Rate.tsx'
import { Status } from '../components/Status.tsx'
import { GradeMark } from '../credit/GradeMark.tsx'
import { ofHundred } from '../credit/grades.ts'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'
import { leftToFund, termText } from '../loans/terms.ts'
import styles from './LoanTable.module.css'
import { PaceLine } from './PaceLine.tsx'
import { progressOf } from './progress.ts'
import { dotsColumn, RateAxis, RateDots } from './RateDots.tsx'
import { rateScaleOf } from './rateScale.ts'
import { TimeLeft } from './TimeLeft.tsx'
import { useWhyNot } from './useStanding.ts'

function Funded({ loan }: { readonly loan: LoanSummary }) {
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  return (
    <div className={styles.funded}>
      <Progress share={progressOf(loan)} />
      <div className={`t13 ${styles.two}`}>
        <Share millionths={progressOf(loan)} />
        <span className="ink2">
          {loan.status === 'funding'
            ? t('market.left', { amount: text(leftToFund(loan), 'whole') })
            : loan.drawnAt === null
              ? t('market.lenders', { n: loan.lenders })
              : t('market.settled', { done: loan.instalmentsSettled, all: loan.terms.count })}
        </span>
      </div>
    </div>
  )
}

/** Loans as a table; on a phone two lines each. */
export function LoanTable({ loans }: { readonly loans: readonly LoanSummary[] }) {
  const i18n = useI18n()
  const { t } = i18n
  const scale = rateScaleOf(loans)
  const whyNot = useWhyNot()
  const mayFund = (loan: LoanSummary) => loan.status === 'funding' && whyNot(loan) === null
  const barredText = (loan: LoanSummary) => {
    const barred = whyNot(loan)
    return barred && t('market.whyNot', { reason: t(`market.whyNot.${barred}`) })
  }
  const columns: readonly Column<LoanSummary>[] = [
    {
      key: 'grade',
      head: t('market.column.grade'),
      width: 60,
      cell: ({ assessment }) => <GradeMark grade={assessment?.grade ?? null} />,
    },
    {
      key: 'purpose',
      head: t('market.column.purpose'),
      width: 132,
      cell: (loan) => <LoanLink loan={loan} stacked />,
    },
    {
      key: 'amount',
      head: t('market.column.amount'),
      numeric: true,
      cell: (loan) => (
        <b className="strong">
          <Amount units={loan.terms.principal} currency={loan.currency} style="whole" />
        </b>
      ),
    },
    {
      key: 'term',
      head: t('market.column.term'),
      numeric: true,
      cell: (loan) => (
        <>
          {termText(loan, i18n)}
          <br />
          <span className={`t13 ink3 ${styles.whole}`}>{t(`loans.method.${loan.terms.method}`)}</span>
        </>
      ),
    },
    {
      key: 'rate',
      head: t('market.column.rate'),
      numeric: true,
      cell: (loan) => <Rate millionths={loan.terms.annualRate} />,
    },
    {
      key: 'afterLoss',
      head: t('credit.column.afterLoss'),
      numeric: true,
      cell: ({ assessment }) => (
        <b className="strong">
          {assessment ? <Rate millionths={assessment.expectedReturn} /> : t('words.unknown')}
        </b>
      ),
    },
    {
      key: 'dots',
      head: <RateAxis scale={scale} />,
      className: dotsColumn,
      width: 140,
      cell: (loan) => <RateDots loan={loan} scale={scale} />,
    },
    {
      key: 'odds',
      head: t('market.column.odds'),
      width: 92,
      numeric: true,
      cell: ({ assessment }) => (assessment ? ofHundred(assessment.pdLife) || '< 1' : t('words.unknown')),
    },
    { key: 'funded', head: t('market.column.funded'), width: 160, cell: (loan) => <Funded loan={loan} /> },
    {
      key: 'state',
      head: loans.some(({ status }) => status === 'funding')
        ? t('market.column.left')
        : t('market.column.status'),
      numeric: true,
      cell: (loan) =>
        loan.status === 'funding' ? (
          <>
            <TimeLeft loan={loan} />
            <br />
            <span className={`t13 ink3 ${styles.whole}`}>
              {barredText(loan) ?? <PaceLine loan={loan} short />}
            </span>
          </>
        ) : (
          <Status status={loan.status} daysPastDue={loan.daysPastDue} />
        ),
    },
    {
      key: 'act',
      head: <span className="hidden-visually">{t('market.fund')}</span>,
      numeric: true,
      width: 84,
      cell: (loan) => (
        <Link
          to={mayFund(loan) ? '/loans/$number/fund' : '/loans/$number'}
          params={{ number: loan.number }}
          aria-label={`${mayFund(loan) ? t('market.fund') : t('market.open')} ${loanName(loan.number)}`}
          className="button quiet small"
        >
          {mayFund(loan) ? t('market.fund') : t('market.open')}
        </Link>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('market.caption')}
      rows={loans}
      columns={columns}
      manyColumns
      rowKey={(loan) => loan.number}
      rowClass={(loan) => (loan.status === 'late' ? 'late-row' : undefined)}
      to={(loan) => `/loans/${loan.number}`}
      phone={(loan) => ({
        first: (
          <span className={styles.first}>
            <GradeMark grade={loan.assessment?.grade ?? null} size="small" />
            {t(`loans.purpose.${loan.purpose}`)}
          </span>
        ),
        amount: (
          <>
            <Rate millionths={loan.terms.annualRate} />
            {loan.assessment && (
              <span className={`t13 ink2 ${styles.after}`}>
                {t('credit.afterLoss')} <Rate millionths={loan.assessment.expectedReturn} />
              </span>
            )}
          </>
        ),
        second: (
          <>
            <Amount units={loan.terms.principal} currency={loan.currency} style="whole" />{' '}
            {termText(loan, i18n)} {loanName(loan.number)}
          </>
        ),
        when:
          loan.status === 'funding' ? (
            <>
              <Share millionths={loan.fundedShare} /> {barredText(loan) ?? <TimeLeft loan={loan} words />}
            </>
          ) : (
            <Status status={loan.status} daysPastDue={loan.daysPastDue} />
          ),
      })}
    />
  )
}
