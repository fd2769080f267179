import type { LoanSummary } from '@hurong/sdk/api'
import { Amount } from '../components/Amount.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Empty } from '../components/Empty.tsx'
import { Rate } from '../components/Rate.tsx'
import { Status } from '../components/Status.tsx'
import { useI18n } from '../i18n/context.tsx'
import { LoanLink } from '../loans/LoanLink.tsx'

/** Every loan a participant ever asked for, newest first; none is ever taken away. */
export function Loans({ loans }: { readonly loans: readonly LoanSummary[] }) {
  const { t } = useI18n()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('participants.loans.title')}</h2>
        <span className="t13 ink3">{t('loan.who.count', { n: loans.length })}</span>
      </header>
      {loans.length === 0 ? (
        <Empty title={t('participants.loans.none')} />
      ) : (
        <DataTable
          caption={t('participants.loans.title')}
          rows={loans}
          rowKey={({ number }) => number}
          rowClass={({ status }) => (status === 'late' ? 'late-row' : undefined)}
          to={({ number }) => `/loans/${number}`}
          columns={[
            { key: 'loan', head: t('participants.loans.loan'), cell: (loan) => <LoanLink loan={loan} /> },
            {
              key: 'requested',
              head: t('participants.loans.requested'),
              cell: ({ requestedAt }) => <DateTime at={requestedAt} />,
            },
            {
              key: 'principal',
              head: t('participants.loans.principal'),
              numeric: true,
              cell: ({ terms, currency }) => <Amount units={terms.principal} currency={currency} />,
            },
            {
              key: 'rate',
              head: t('participants.loans.rate'),
              numeric: true,
              cell: ({ terms }) => <Rate millionths={terms.annualRate} />,
            },
            {
              key: 'outstanding',
              head: t('participants.loans.outstanding'),
              numeric: true,
              cell: ({ outstandingPrincipal, currency }) => (
                <Amount units={outstandingPrincipal} currency={currency} />
              ),
            },
            {
              key: 'settled',
              head: t('participants.loans.settled'),
              numeric: true,
              cell: ({ instalmentsSettled, terms }) => `${instalmentsSettled} / ${terms.count}`,
            },
            {
              key: 'status',
              head: t('participants.loans.status'),
              cell: (loan) => <Status status={loan.status} daysPastDue={loan.daysPastDue} />,
            },
          ]}
          phone={(loan) => ({
            first: t(`loans.purpose.${loan.purpose}`),
            amount: <Amount units={loan.terms.principal} currency={loan.currency} />,
            second: <Status status={loan.status} daysPastDue={loan.daysPastDue} />,
            when: <DateTime at={loan.requestedAt} />,
          })}
        />
      )}
    </section>
  )
}
