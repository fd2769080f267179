import type { LoanDetail, Participant, ScheduleRow } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { participantQuery } from '../api/queries.ts'
import { DateTime } from '../components/DateTime.tsx'
import { Problem } from '../components/Problem.tsx'
import { type Cell, RecordStrip } from '../components/RecordStrip.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatMonth } from '../format/date.ts'
import { participantName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import { RecordSentence } from '../participants/RecordSentence.tsx'
import { cellsOf as recordCells } from '../participants/record.ts'
import styles from './Who.module.css'

/** The whole record, then what of this loan is still to come; after a default nothing is: all of it is due. */
function cellsOf(participant: Participant, loan: LoanDetail, rows: readonly ScheduleRow[]): readonly Cell[] {
  const told = recordCells(participant)
  if (loan.drawnAt === null || loan.position?.defaultedAt !== null) return told
  const unpaid = new Set(
    participant.unpaid.filter(({ number }) => number === loan.number).map(({ index }) => index),
  )
  const ahead = rows.flatMap(({ status, index }): Cell[] =>
    (status === 'running' || status === 'upcoming') && !unpaid.has(index) ? [status] : [],
  )
  return [...told, ...ahead]
}

function RecordFigures({ participant }: { readonly participant: Participant }) {
  const { t } = useI18n()
  const { record } = participant
  const { instalments } = record
  const loans = (n: number) => t('loan.who.count', { n })
  const counted = (n: number) => t('loan.who.instalments', { n })
  const rows = [
    [t('loan.who.kind'), t(`participants.kind.${participant.kind}`)],
    [t('loan.who.drawn'), loans(record.loansDrawn)],
    [t('loan.who.repaid'), loans(record.loansRepaid)],
    [t('loan.who.defaulted'), loans(record.loansDefaulted)],
    [t('loan.who.recovered'), loans(record.loansRecovered)],
    [t('loan.who.writtenOff'), loans(record.loansWrittenOff)],
    [t('loan.who.late1'), counted(instalments.late1To30)],
    [t('loan.who.late31'), counted(instalments.late31To60)],
    [t('loan.who.late61'), counted(instalments.late61To90)],
    [t('loan.who.late91'), counted(instalments.late91Plus)],
    [t('loan.who.unpaid'), counted(participant.unpaid.length)],
  ] as const
  return (
    <dl className={`pairs ${styles.twice}`}>
      {rows.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <dt>{t('loan.who.verifiedUntil')}</dt>
      <dd>
        <DateTime at={participant.verifiedUntil} />
      </dd>
    </dl>
  )
}

function Summary({ participant }: { readonly participant: Participant }) {
  const { t, locale } = useI18n()
  const since = participant.history[0]?.settledAt
  if (since === undefined && participant.unpaid.length === 0)
    return <p className="t14 ink2">{t('loan.who.strip.none')}</p>
  return (
    <p className={`t14 ${styles.summary}`}>
      <RecordSentence participant={participant} />
      {since !== undefined && (
        <span className="ink3">{t('loan.who.strip.since', { month: formatMonth(since, locale) })}</span>
      )}
    </p>
  )
}

/** Who asks for the money, and the whole public record behind the number. */
export function WhoBorrows({
  loan,
  rows,
}: {
  readonly loan: LoanDetail
  readonly rows: readonly ScheduleRow[]
}) {
  const { t } = useI18n()
  const { data, isError, error, refetch } = useQuery(participantQuery(loan.borrowerId))
  const cells = data ? cellsOf(data, loan, rows) : []
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('loan.who.title')}</h2>
        <Link to="/participants/$id" params={{ id: loan.borrowerId }} className="t14">
          {t('loan.who.all', { who: participantName(loan.borrowerId) })}
        </Link>
      </header>
      {data && (
        <>
          <Summary participant={data} />
          {cells.length > 0 && <RecordStrip cells={cells} />}
          <RecordFigures participant={data} />
        </>
      )}
      {!data && isError && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton height={260} />}
    </section>
  )
}
