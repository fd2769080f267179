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
import styles from './Who.module.css'

/** Every settled instalment of every loan, then those of this loan still to come. */
function cellsOf(participant: Participant, rows: readonly ScheduleRow[], drawn: boolean): readonly Cell[] {
  const past = participant.history.map(({ onTime }): Cell => (onTime ? 'onTime' : 'paidLate'))
  const open = drawn
    ? rows.flatMap(({ status }): Cell[] =>
        status === 'late' || status === 'running' || status === 'upcoming' ? [status] : [],
      )
    : []
  return [...past, ...open]
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
  const { t, locale, language } = useI18n()
  const { instalments, loansDefaulted } = participant.record
  const late =
    instalments.late1To30 + instalments.late31To60 + instalments.late61To90 + instalments.late91Plus
  const since = participant.history[0]?.settledAt
  if (since === undefined) return <p className="t14 ink2">{t('loan.who.strip.none')}</p>
  const comma = language === 'zh' ? '，' : ', '
  return (
    <p className={`t14 ${styles.summary}`}>
      <span>
        <b className="strong">{t('loan.who.strip.onTime', { n: instalments.onTime })}</b>
        <span className="ink2">
          {comma}
          {t('loan.who.strip.late', { n: late })}
          {comma}
          {t('loan.who.strip.defaults', { n: loansDefaulted })}
        </span>
      </span>
      <span className="ink3">{t('loan.who.strip.since', { month: formatMonth(since, locale) })}</span>
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
          <RecordStrip cells={cellsOf(data, rows, loan.drawnAt !== null)} />
          <RecordFigures participant={data} />
        </>
      )}
      {!data && isError && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton height={260} />}
    </section>
  )
}
