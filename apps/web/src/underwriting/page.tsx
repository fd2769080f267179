import type { QueuedApplication } from '@hurong/sdk/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type Acting, useActing } from '../account/acting.ts'
import { postDecision, readQueue } from '../api/credit.ts'
import { signForAWhile, signTyped } from '../chain/sign.ts'
import { Address } from '../components/Address.tsx'
import { useAmountText } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Empty } from '../components/Empty.tsx'
import creditStyles from '../credit/credit.module.css'
import { GradeMark } from '../credit/GradeMark.tsx'
import { columnLabel, modelFileQuery } from '../credit/modelFile.ts'
import { Odds } from '../credit/Odds.tsx'
import { Said } from '../credit/Said.tsx'
import { useReason } from '../credit/useReason.ts'
import { formatDateTime } from '../format/date.ts'
import { participantName } from '../format/names.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { daysText } from '../loans/terms.ts'
import { useTitle } from '../shell/useTitle.ts'

/** Approves by a signature over the assessment itself, or declines by one over the application's number. */
async function decide(acting: Acting, queued: QueuedApplication, approve: boolean) {
  const { applicationId } = queued
  const { assessmentOf, assessmentTypedData, declineTypedData } = await import('@hurong/sdk')
  const { signature } = await signTyped(acting, ({ context }) =>
    approve
      ? assessmentTypedData(context, assessmentOf(queued.assessment))
      : declineTypedData(context, { applicationId: applicationId as `0x${string}` }),
  )
  return postDecision(applicationId, { approve, underwriter: acting.address, signature })
}

interface WaitingProps {
  readonly queued: QueuedApplication
  readonly acting: Acting
  readonly onDecided: () => void
}

/** One application: what is asked, what the model says, why it waits, and the two ways to decide it. */
function Waiting({ queued, acting, onDecided }: WaitingProps) {
  const { t, language, locale } = useI18n()
  const text = useAmountText(queued.assessment.currency)
  const reasonOf = useReason()
  const deciding = useMutation({
    mutationFn: (approve: boolean) => decide(acting, queued, approve),
    onSuccess: onDecided,
  })
  const { assessment } = queued
  const { data: file } = useQuery(modelFileQuery(assessment.modelHash))
  const model = file?.content
  const nameOf = (column: string) => (model && columnLabel(model.schema, column)?.[language]) ?? column
  const mine = queued.approvedBy.some((one) => one.toLowerCase() === acting.address.toLowerCase())
  return (
    <article className="section">
      <header className="section-head">
        <h2>
          {participantName(queued.participantId)}{' '}
          <span className="t14 ink3">
            <DateTime at={queued.appliedAt} />
          </span>
        </h2>
        <span className="t14">
          {t('underwriting.signed', { n: queued.approvedBy.length, of: queued.needed })}
          {' · '}
          {t('underwriting.lapses', { at: formatDateTime(queued.lapsesAt, locale) })}
        </span>
      </header>
      <div className={creditStyles.summary}>
        <GradeMark grade={assessment.grade} size="large" />
        <div>
          <p className="strong">
            <Odds pd={assessment.pdLife} />
          </p>
          <p className="t14 ink2">
            {t('underwriting.asks', {
              amount: text(assessment.greatestPrincipal, 'exact', true),
              term: daysText(assessment.greatestTermDays, { t }),
              rate: formatRate(assessment.leastRate, locale),
            })}
          </p>
        </div>
      </div>
      <p className="notice warn">
        {queued.why === 'secondSignature'
          ? t('underwriting.why.secondSignature')
          : t('underwriting.why.missingFields', {
              fields: queued.missing.map(nameOf).join(language === 'zh' ? '、' : ', '),
            })}
      </p>
      <div className={`${creditStyles.columns} ${creditStyles.gap}`}>
        <div>
          <h3>{t('borrow.pre.reasons')}</h3>
          <ol className={creditStyles.reasons}>
            {queued.reasons.map(({ code, [language]: sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ol>
        </div>
        <Said fields={queued.fields} model={model} />
      </div>
      {queued.approvedBy.map((account) => (
        <p key={account} className="t13 ink3">
          {t('underwriting.by')} <Address value={account} />
        </p>
      ))}
      <div className={creditStyles.actions}>
        <button
          type="button"
          className="button"
          disabled={deciding.isPending || mine}
          onClick={() => deciding.mutate(true)}
        >
          {t('underwriting.approve')}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={deciding.isPending}
          onClick={() => deciding.mutate(false)}
        >
          {t('underwriting.decline')}
        </button>
        {mine && <span className="t13 ink3">{t('underwriting.mine')}</span>}
      </div>
      {deciding.isError && (
        <p className="notice bad" role="alert">
          {t('underwriting.failed', { reason: reasonOf(deciding.error) })}
        </p>
      )}
    </article>
  )
}

/** What waits for a person, for an account that may sign assessments; opened by its signature. */
function Queue({ acting }: { readonly acting: Acting }) {
  const { t } = useI18n()
  const reasonOf = useReason()
  const reading = useMutation({
    mutationFn: async () => {
      const { readQueueTypedData } = await import('@hurong/sdk')
      const signed = await signForAWhile(acting, (context, deadline) =>
        readQueueTypedData(context, { deadline }),
      )
      return readQueue({ account: acting.address, ...signed })
    },
  })
  return (
    <>
      <button
        type="button"
        className={`button ${creditStyles.gap}`}
        disabled={reading.isPending}
        onClick={() => reading.mutate()}
      >
        {t(reading.data ? 'underwriting.again' : 'underwriting.open')}
      </button>
      {reading.isError && (
        <p className={`notice bad ${creditStyles.gap}`} role="alert">
          {t('underwriting.failed', { reason: reasonOf(reading.error) })}
        </p>
      )}
      {reading.data?.length === 0 && (
        <div className="section">
          <Empty title={t('underwriting.empty.title')} body={t('underwriting.empty.body')} />
        </div>
      )}
      {reading.data?.map((queued) => (
        <Waiting
          key={queued.applicationId}
          queued={queued}
          acting={acting}
          onDecided={() => reading.mutate()}
        />
      ))}
    </>
  )
}

/** The underwriters' desk. */
export function UnderwritingPage() {
  const { t } = useI18n()
  useTitle(t('underwriting.title'))
  const acting = useActing()
  return (
    <div style={{ paddingTop: 32 }}>
      <h1>{t('underwriting.title')}</h1>
      <p className="ink2">{t('underwriting.lead')}</p>
      {acting ? (
        <Queue key={acting.address} acting={acting} />
      ) : (
        <p className="t14">{t('borrow.ask.nobody')}</p>
      )}
    </div>
  )
}
