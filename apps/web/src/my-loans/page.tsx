import type { LoanDetail, LoanSummary } from '@hurong/sdk/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { type Acting, useActing, useActingKnown } from '../account/acting.ts'
import { useParticipantId } from '../account/useParticipantId.ts'
import { loanListQuery, loanQuery, portfolioQuery, scheduleQuery } from '../api/queries.ts'
import type { TxState } from '../chain/txState.ts'
import { useAmountText } from '../components/Amount.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { Status } from '../components/Status.tsx'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { prepaidOf } from '../loans/foldRows.ts'
import { LoanLink } from '../loans/LoanLink.tsx'
import { ScheduleTable } from '../loans/ScheduleTable.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { inHand } from './inHand.ts'
import { Raise } from './Raise.tsx'
import { RunningLoan } from './RunningLoan.tsx'
import { usePaying } from './usePaying.ts'
import { useRunning } from './useRunning.ts'

const ended = new Set(['repaid', 'cancelled', 'recovered'])

/** One loan that is not over, with all that can be done about it now. */
function MyLoan({ summary, acting }: { readonly summary: LoanSummary; readonly acting: Acting }) {
  const { t } = useI18n()
  const { number } = summary
  const loan = useQuery(loanQuery(number))
  const { data: schedule } = useQuery(scheduleQuery(number))
  const paying = usePaying(summary)
  const [history, setHistory] = useState(false)
  const paid = (schedule?.rows ?? []).filter(
    ({ settledAt, paid: units }) => settledAt !== null || BigInt(units) > 0n,
  )
  return (
    <section className="section">
      <header className="section-head">
        <h2>
          {t(`loans.purpose.${summary.purpose}`)} <span className="t14 ink3">{loanName(number)}</span>
        </h2>
        <Status status={summary.status} daysPastDue={summary.daysPastDue} />
      </header>
      {!loan.data && loan.isError && <Problem error={loan.error} onRetry={() => void loan.refetch()} />}
      {!loan.data && !loan.isError && <Skeleton height={220} />}
      {loan.data && loan.data.drawnAt === null && <Raise loan={loan.data} paying={paying} />}
      {loan.data && loan.data.drawnAt !== null && (
        <>
          <DrawReceipt loan={loan.data} state={paying.state} />
          <Drawn loan={loan.data} acting={acting} rows={schedule?.rows ?? []} />
        </>
      )}
      {loan.data?.drawnAt && (
        <p style={{ marginTop: 16, display: 'flex', gap: 24 }}>
          <button
            type="button"
            className="text-button"
            aria-expanded={history}
            onClick={() => setHistory(!history)}
          >
            {t('myLoans.history')}
          </button>
          <Link to="/loans/$number" params={{ number }}>
            {t('myLoans.history.loan')}
          </Link>
        </p>
      )}
      {history && paid.length === 0 && <p className="t14 ink2">{t('myLoans.history.none')}</p>}
      {history && paid.length > 0 && (
        <ScheduleTable
          rows={paid}
          currency={summary.currency}
          prepaid={prepaidOf(schedule?.prepaid ?? null)}
        />
      )}
    </section>
  )
}

/** The receipt of the draw, where the button for it stood. */
function DrawReceipt({ loan, state }: { readonly loan: LoanDetail; readonly state: TxState }) {
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  if (state.step !== 'done') return null
  const rows = [{ label: t('myLoans.raise.drawn'), value: text(inHand(loan), 'exact', true) }]
  return (
    <div style={{ marginBottom: 24 }}>
      <Receipt rows={rows} hash={state.hash} block={state.block} />
    </div>
  )
}

type DrawnProps = Pick<Parameters<typeof RunningLoan>[0], 'rows'> & {
  readonly loan: Parameters<typeof useRunning>[0]
  readonly acting: Acting
}

function Drawn({ loan, acting, rows }: DrawnProps) {
  const running = useRunning(loan, acting.address)
  return running && running.now > 0 ? (
    <RunningLoan running={running} rows={rows} />
  ) : (
    <Skeleton height={220} />
  )
}

function Ended({ loans }: { readonly loans: readonly LoanSummary[] }) {
  const { t } = useI18n()
  const text = useAmountText(loans[0]?.currency)
  return (
    <section className="section">
      <h2>{t('myLoans.ended')}</h2>
      <DataTable
        caption={t('myLoans.ended')}
        rows={loans}
        rowKey={({ loanId }) => loanId}
        to={({ number }) => `/loans/${number}`}
        columns={[
          { key: 'loan', head: t('portfolio.column.loan'), cell: (loan) => <LoanLink loan={loan} /> },
          {
            key: 'status',
            head: t('portfolio.column.status'),
            cell: ({ status, daysPastDue }) => <Status status={status} daysPastDue={daysPastDue} />,
          },
          {
            key: 'principal',
            head: t('borrow.principal'),
            numeric: true,
            cell: ({ terms }) => text(terms.principal),
          },
        ]}
        phone={({ number, purpose, status, daysPastDue, terms, requestedAt }) => ({
          first: (
            <>
              {t(`loans.purpose.${purpose}`)} <span className="t13 ink3">{loanName(number)}</span>
            </>
          ),
          amount: text(terms.principal),
          second: <Status status={status} daysPastDue={daysPastDue} />,
          when: <DateTime at={requestedAt} />,
        })}
      />
    </section>
  )
}

function Loans({ borrowerId, acting }: { readonly borrowerId: number; readonly acting: Acting }) {
  const { t } = useI18n()
  const list = useInfiniteQuery(loanListQuery({ borrower: borrowerId, limit: 100 }))
  const loans = list.data?.pages.flatMap(({ items }) => items) ?? []
  // Whoever has just made the last payment reads the receipt where the loan stood.
  const seen = useRef(new Set<number>())
  for (const { number, status } of loans) if (!ended.has(status)) seen.current.add(number)
  const live = loans.filter(({ number }) => seen.current.has(number))
  const over = loans.filter(({ number }) => !seen.current.has(number))
  if (list.isError && loans.length === 0)
    return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Skeleton height={400} />
  if (loans.length === 0) return <NoLoans />
  return (
    <>
      {live.map((summary) => (
        <MyLoan key={summary.loanId} summary={summary} acting={acting} />
      ))}
      {over.length > 0 && <Ended loans={over} />}
      <p className="section">
        <Link to="/borrow">{t('myLoans.borrow')}</Link>
      </p>
    </>
  )
}

function NoLoans() {
  const { t } = useI18n()
  return (
    <Empty title={t('myLoans.empty.title')} body={t('myLoans.empty.body')}>
      <Link to="/borrow" className="button small">
        {t('myLoans.empty.go')}
      </Link>
    </Empty>
  )
}

/** A borrower's own loans. */
export function MyLoansPage() {
  const { t } = useI18n()
  useTitle(t('myLoans.title'))
  const acting = useActing()
  const isKnown = useActingKnown()
  const portfolio = useQuery({ ...portfolioQuery(acting?.address ?? ''), enabled: acting !== null })
  const borrowerId = useParticipantId(acting)
  return (
    <>
      <h1 style={{ padding: '32px 0 8px' }}>{t('myLoans.title')}</h1>
      {!acting && !isKnown && <Skeleton height={400} />}
      {!acting && isKnown && <Empty title={t('myLoans.nobody.title')} body={t('myLoans.nobody.body')} />}
      {acting && borrowerId !== null && (
        <Loans key={acting.address} borrowerId={borrowerId} acting={acting} />
      )}
      {acting && borrowerId === null && portfolio.isPending && <Skeleton height={400} />}
      {acting && borrowerId === null && portfolio.isError && (
        <Problem error={portfolio.error} onRetry={() => void portfolio.refetch()} />
      )}
      {acting && borrowerId === null && portfolio.isSuccess && <NoLoans />}
    </>
  )
}
