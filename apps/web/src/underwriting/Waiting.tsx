import type { QueuedApplication } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Address } from '../components/Address.tsx'
import { useAmountText } from '../components/Amount.tsx'
import creditStyles from '../credit/credit.module.css'
import { GradeMark } from '../credit/GradeMark.tsx'
import { modelFileQuery } from '../credit/modelFile.ts'
import { Odds } from '../credit/Odds.tsx'
import { Said } from '../credit/Said.tsx'
import { saidName } from '../credit/said.ts'
import { formatDate, formatDateTime } from '../format/date.ts'
import { participantName } from '../format/names.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { daysText } from '../loans/terms.ts'
import { Decision } from './Decision.tsx'
import styles from './queue.module.css'
import { useQueueWords } from './words/words.ts'

/** What is asked for, what the model says of it, and why it waits. */
function Asked({ queued: { assessment, method } }: { readonly queued: QueuedApplication }) {
  const { t, locale } = useQueueWords()
  const i18n = useI18n()
  const text = useAmountText(assessment.currency)
  const how = i18n.t(`loans.method.${method}`)
  return (
    <div className={creditStyles.summary}>
      <GradeMark grade={assessment.grade} size="large" />
      <div>
        <p className="strong">
          <Odds pd={assessment.pdLife} />
        </p>
        <p className="t14 ink2">
          {t('queue.asks', {
            amount: text(assessment.greatestPrincipal, 'exact', true),
            term: daysText(assessment.greatestTermDays, i18n),
            method: i18n.language === 'en' ? how.toLowerCase() : how,
            rate: formatRate(assessment.leastRate, locale),
          })}
        </p>
      </div>
    </div>
  )
}

type WaitingProps = Parameters<typeof Decision>[0]

/** One application and the two ways to decide it. */
export function Waiting(props: WaitingProps) {
  const { queued } = props
  const { t, language, locale } = useQueueWords()
  const i18n = useI18n()
  const { data: file } = useQuery(modelFileQuery(queued.assessment.modelHash))
  const model = file?.content
  const nameOf = (column: string) => (model && saidName(model.schema, column, i18n)) ?? column
  const heading = `application-${queued.applicationId}`
  return (
    <article className="section" aria-labelledby={heading}>
      <header className="section-head">
        <h2 id={heading}>
          <Link to="/participants/$id" params={{ id: queued.participantId }}>
            {participantName(queued.participantId)}
          </Link>
        </h2>
        <span className="t14 ink2">
          {t('queue.appliedAt', { at: formatDate(queued.appliedAt, locale) })}
          {' · '}
          {t('queue.lapses', { at: formatDateTime(queued.lapsesAt, locale) })}
        </span>
      </header>
      <Asked queued={queued} />
      <p className="notice warn">
        <span>
          {queued.why === 'secondSignature'
            ? t('queue.why.secondSignature')
            : t('queue.why.missingFields', {
                fields: queued.missing.map(nameOf).join(language === 'zh' ? '、' : ', '),
              })}
        </span>
        <span className="ink2">{t('queue.signed', { n: queued.approvedBy.length, of: queued.needed })}</span>
      </p>
      <div className={styles.case}>
        <div className={styles.reasons}>
          <h3>{i18n.t('borrow.pre.reasons')}</h3>
          <ol className={creditStyles.reasons}>
            {queued.reasons.map(({ code, [language]: sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ol>
          {queued.approvedBy.map((account) => (
            <p key={account} className="t13 ink3">
              {t('queue.by')} <Address value={account} />
            </p>
          ))}
        </div>
        <Said fields={queued.fields} model={model} className={styles.said} />
        <Decision {...props} />
      </div>
    </article>
  )
}
