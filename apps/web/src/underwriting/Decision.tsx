import type { ApplicationAnswer, QueuedApplication } from '@hurong/sdk/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Sheet } from '../components/Sheet.tsx'
import creditStyles from '../credit/credit.module.css'
import { useReason } from '../credit/useReason.ts'
import { formatDateTime } from '../format/date.ts'
import { participantName } from '../format/names.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { daysText } from '../loans/terms.ts'
import { decide, type Verb } from './decide.ts'
import styles from './queue.module.css'
import { useQueueWords } from './words/words.ts'

/** What a decision means for the applicant, and what cannot be undone about it. */
function Meaning({ assessment, verb }: Pick<QueuedApplication, 'assessment'> & { readonly verb: Verb }) {
  const { t, locale } = useQueueWords()
  const i18n = useI18n()
  const text = useAmountText(assessment.currency)
  if (verb === 'decline') return <p>{t('queue.decline.body')}</p>
  return (
    <>
      <p>
        {t('queue.approve.body', {
          grade: assessment.grade,
          amount: text(assessment.greatestPrincipal, 'exact', true),
          term: daysText(assessment.greatestTermDays, i18n),
          rate: formatRate(assessment.leastRate, locale),
        })}
      </p>
      <p className="t14 ink2">
        {t('queue.approve.until', { at: formatDateTime(assessment.expiresAt, locale) })}
      </p>
    </>
  )
}

interface DecisionProps {
  readonly queued: QueuedApplication
  readonly acting: Acting
  readonly onDecided: (answer: ApplicationAnswer) => void
  /** The queue is read again: what stands there may have been decided by somebody else. */
  readonly onFailed: () => void
}

/** The two ways to decide, each behind a sheet that says what it does: neither can be taken back. */
export function Decision({ queued, acting, onDecided, onFailed }: DecisionProps) {
  const { t } = useQueueWords()
  const reasonOf = useReason(queued.assessment.currency)
  const [verb, setVerb] = useState<Verb | null>(null)
  const deciding = useMutation({
    mutationFn: (chosen: Verb) => decide(acting, queued, chosen),
    onSuccess: (answer) => {
      setVerb(null)
      onDecided(answer)
    },
  })
  const close = () => {
    if (deciding.isPending) return
    setVerb(null)
    if (deciding.isError) onFailed()
    deciding.reset()
  }
  const who = participantName(queued.participantId)
  const mine = queued.approvedBy.some((one) => one.toLowerCase() === acting.address.toLowerCase())
  return (
    <div className={`${styles.actions} ${creditStyles.actions}`}>
      <button type="button" className="button" disabled={mine} onClick={() => setVerb('approve')}>
        {t('queue.approve')}
      </button>
      <button type="button" className="button quiet" onClick={() => setVerb('decline')}>
        {t('queue.decline')}
      </button>
      {mine && <span className="t13 ink3">{t('queue.mine')}</span>}
      <Sheet title={t(`queue.${verb ?? 'approve'}.of`, { who })} open={verb !== null} onClose={close}>
        <div className={styles.sheet}>
          {verb && <Meaning assessment={queued.assessment} verb={verb} />}
          <button
            type="button"
            className="button wide"
            disabled={deciding.isPending}
            onClick={() => verb && deciding.mutate(verb)}
          >
            {deciding.isPending ? t('queue.signing') : verb && t(`queue.${verb}.confirm`)}
          </button>
          {deciding.isError && (
            <p className="notice bad" role="alert">
              {t('queue.failed', { reason: reasonOf(deciding.error) })}
            </p>
          )}
        </div>
      </Sheet>
    </div>
  )
}
