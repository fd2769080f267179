import type { Participant } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../api/client.ts'
import { participantQuery } from '../api/queries.ts'
import { Address } from '../components/Address.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { RecordStrip } from '../components/RecordStrip.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatMonth } from '../format/date.ts'
import { participantName } from '../format/names.ts'
import { formatNumber } from '../format/number.ts'
import { useI18n } from '../i18n/context.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { Assessments } from './Assessments.tsx'
import { Buckets } from './Buckets.tsx'
import { Loans } from './Loans.tsx'
import styles from './page.module.css'
import { RecordSentence } from './RecordSentence.tsx'
import { RecordVerdict } from './RecordVerdict.tsx'
import { cellsOf } from './record.ts'
import { Standing } from './Standing.tsx'

function Figures({ participant }: { readonly participant: Participant }) {
  const { t, locale } = useI18n()
  const { record } = participant
  const figures = [
    ['drawn', record.loansDrawn, ''],
    ['repaid', record.loansRepaid, ''],
    ['defaulted', record.loansDefaulted, record.loansDefaulted > 0 ? 'failed' : ''],
    ['recovered', record.loansRecovered, ''],
    ['writtenOff', record.loansWrittenOff, record.loansWrittenOff > 0 ? 'failed' : ''],
  ] as const
  return (
    <dl className={styles.figures}>
      {figures.map(([key, value, tone]) => (
        <div key={key}>
          <dt className="t13 ink2">{t(`participants.figure.${key}`)}</dt>
          <dd className={`t28 strong ${tone}`}>{formatNumber(value, locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Verified({ participant }: { readonly participant: Participant }) {
  const { t } = useI18n()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('participants.verified.title')}</h2>
      </header>
      <dl className="pairs">
        <dt>{t('participants.verified.kind')}</dt>
        <dd>{t(`participants.kind.${participant.kind}`)}</dd>
        <dt>{t('participants.verified.level')}</dt>
        <dd>{participant.level}</dd>
        <dt>{t('participants.verified.since')}</dt>
        <dd>
          <DateTime at={participant.registeredAt} />
        </dd>
        <dt>{t('participants.verified.until')}</dt>
        <dd>
          <DateTime at={participant.verifiedUntil} />
        </dd>
      </dl>
      <h3 style={{ marginTop: 16 }}>{t('participants.wallets', { n: participant.wallets.length })}</h3>
      <ul className={styles.wallets}>
        {participant.wallets.map((wallet) => (
          <li key={wallet}>
            <Address value={wallet} />
            <Link to="/explorer" search={{ q: wallet }} className="t13">
              {t('participants.wallet.look')}
            </Link>
          </li>
        ))}
      </ul>
      <p className="t13 ink3">{t('participants.noNames')}</p>
    </section>
  )
}

function Whole({ participant }: { readonly participant: Participant }) {
  const { t, locale } = useI18n()
  const since = participant.history[0]?.settledAt
  const cells = cellsOf(participant)
  return (
    <>
      <Figures participant={participant} />
      <section className="section">
        <header className="section-head">
          <h2>{t('participants.record.title')}</h2>
          <RecordVerdict participant={participant} />
        </header>
        {cells.length === 0 ? (
          <Empty title={t('participants.record.none')} body={t('participants.record.noneBody')} />
        ) : (
          <>
            <p className={`${styles.summary} t14`}>
              <RecordSentence participant={participant} />
              {since !== undefined && (
                <span className="ink3">
                  {t('loan.who.strip.since', { month: formatMonth(since, locale) })}
                </span>
              )}
            </p>
            <div className={styles.strip}>
              <RecordStrip cells={cells} />
            </div>
          </>
        )}
      </section>
      <div className={styles.columns}>
        <Buckets participant={participant} />
        <Verified participant={participant} />
      </div>
      <Assessments participant={participant} />
      <Loans loans={participant.loans} />
    </>
  )
}

/** Everything public about a participant: every instalment of every loan, and no name. */
export function ParticipantPage() {
  const { t } = useI18n()
  const { id } = useParams({ from: '/participants/$id' })
  const name = participantName(id)
  useTitle(t('participants.title', { name }))
  const { data, isPending, isError, error, refetch } = useQuery(participantQuery(id))
  if (isError && !data && error instanceof ApiProblem && error.problem.status === 404) return <NotFound />
  return (
    <>
      <div className={styles.head}>
        <nav className="t13" aria-label={t('loan.crumb.label')}>
          <Link to="/explorer">{t('shell.nav.explorer')}</Link>
        </nav>
        <h1>
          {t('participants.heading')} <span className="ink3">{name}</span>
        </h1>
        {data && (
          <p className="t14">
            <Standing participant={data} />
          </p>
        )}
      </div>
      {isPending && <Skeleton height={420} />}
      {isError && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {data && <Whole participant={data} />}
    </>
  )
}
