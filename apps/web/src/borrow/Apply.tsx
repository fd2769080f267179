import type { ApplicationAnswer } from '@hurong/sdk/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { useParticipantId } from '../account/useParticipantId.ts'
import { postApplication, readApplication } from '../api/credit.ts'
import { platformQuery } from '../api/queries.ts'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { sentenceFor } from '../chain/reason.ts'
import { signTyped } from '../chain/sign.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Sheet } from '../components/Sheet.tsx'
import creditStyles from '../credit/credit.module.css'
import { download, toJson } from '../explorer/download.ts'
import { formatDateTime } from '../format/date.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { type QuotedAssessment, Terms } from './Ask.tsx'
import { termsOfWish } from './offer.ts'
import { quotedOf } from './quoted.ts'
import type { Asked } from './request.ts'

type Hex = `0x${string}`
type Draft = Pick<Asked, 'wish' | 'product' | 'purpose'>

/** Seconds the signature under an application is good for. */
const applicationSeconds = 600

/** Asks, by a signature, what became of an application that waited for a person. */
async function askAgain(acting: Acting, applicationId: Hex): Promise<ApplicationAnswer> {
  const { readApplicationTypedData, readTime } = await import('@hurong/sdk')
  let deadline = 0
  const { signature } = await signTyped(acting, async ({ context }) => {
    deadline = (await readTime(context)) + applicationSeconds
    return readApplicationTypedData(context, { applicationId, deadline })
  })
  return readApplication(applicationId, { signature, deadline })
}

interface ApplyProps {
  readonly draft: Draft
  readonly acting: Acting
  /** What the applicant gave, made when it is sent. */
  readonly fields: () => Readonly<Record<string, string>>
}

/** Why not, or not yet, and what to do. */
function NotNow({ answer, onAsk }: { readonly answer: ApplicationAnswer; readonly onAsk: () => void }) {
  const { t, language } = useI18n()
  const queued = answer.status === 'queued'
  return (
    <div className={`notice ${queued ? 'warn' : 'bad'}`} role="status" style={{ display: 'block' }}>
      <p className="strong">{t(queued ? 'borrow.apply.queued' : 'borrow.apply.declined')}</p>
      {answer.refused && <p>{answer.refused[language]}</p>}
      {answer.reasons.length > 0 && (
        <ol className={creditStyles.reasons}>
          {answer.reasons.map(({ code, [language]: sentence }) => (
            <li key={code}>{sentence}</li>
          ))}
        </ol>
      )}
      <p>{t(queued ? 'borrow.apply.queuedNext' : 'borrow.apply.declinedNext')}</p>
      {queued && (
        <button type="button" className="button quiet small" onClick={onAsk}>
          {t('borrow.apply.again')}
        </button>
      )}
    </div>
  )
}

/** The salted fields, which only the applicant is given, and only now. */
function Keep({ answer }: { readonly answer: ApplicationAnswer }) {
  const { t } = useI18n()
  if (!answer.saltedFields) return null
  return (
    <div className={creditStyles.file}>
      <button
        type="button"
        className="button quiet small"
        onClick={() =>
          download(`application-${answer.applicationId.slice(2, 10)}.json`, 'application/json', [
            toJson(answer.saltedFields),
          ])
        }
      >
        {t('borrow.apply.keep')}
      </button>
      <p className="t13 ink3">{t('borrow.apply.keepNote')}</p>
    </div>
  )
}

interface ApprovedProps {
  readonly draft: Draft
  readonly quoted: QuotedAssessment
  readonly borrowerId: number
}

/** What was approved, and the way on to the request that quotes it. */
function Approved({ draft, quoted, borrowerId }: ApprovedProps) {
  const { t, locale } = useI18n()
  const now = useChainTime()
  const currency = useCurrency(draft.product.currency)
  const text = useAmountText(draft.product.currency)
  const { data: platform } = useQuery(platformQuery)
  const [asked, setAsked] = useState<Asked | null>(null)
  const { grade, greatestPrincipal, leastRate, expiresAt } = quoted.assessment
  const annualRate = Math.max(draft.wish.annualRate, leastRate)
  const fresh = (): Asked => ({
    ...draft,
    wish: { ...draft.wish, annualRate },
    autoRepay: true,
    fundingDeadline: now + draft.product.fundingPeriod,
  })
  return (
    <div role="status">
      <p className="strong">
        {t('borrow.apply.assessed', {
          grade,
          amount: text(greatestPrincipal, 'exact', true),
          rate: formatRate(leastRate, locale),
          until: formatDateTime(expiresAt, locale),
        })}
      </p>
      {annualRate > draft.wish.annualRate && (
        <p className="t14 late">{t('borrow.apply.raised', { rate: formatRate(annualRate, locale) })}</p>
      )}
      <button
        type="button"
        className={`button ${creditStyles.gap}`}
        disabled={draft.wish.principal > greatestPrincipal}
        onClick={() => setAsked(fresh())}
      >
        {t('borrow.apply.next')}
      </button>
      <Sheet title={t('borrow.request.title')} open={asked !== null} onClose={() => setAsked(null)}>
        {asked && platform && (
          <Terms
            asked={asked}
            platform={platform}
            currency={currency}
            borrowerId={borrowerId}
            quoted={quoted}
            onAuto={(autoRepay) => setAsked({ ...asked, autoRepay })}
          />
        )}
      </Sheet>
    </div>
  )
}

/** Applies for a signed assessment, and tells what came of it. */
export function Apply({ draft, acting, fields }: ApplyProps) {
  const i18n = useI18n()
  const { t } = i18n
  const now = useChainTime()
  const borrowerId = useParticipantId(acting)
  const currency = useCurrency(draft.product.currency)
  const applying = useMutation({
    mutationFn: async (participantId: number) => {
      const said = fields()
      const { applicationTypedData, hashFields, readTime } = await import('@hurong/sdk')
      const { wish, product } = draft
      const application = {
        participantId,
        fieldsHash: hashFields(said),
        productId: product.productId,
        principal: wish.principal,
        currency: product.currency as Hex,
        method: termsOfWish(wish, product).method,
        count: wish.months,
      }
      let deadline = now
      const { signature } = await signTyped(acting, async (hurong) => {
        deadline = (await readTime(hurong.context)) + applicationSeconds
        return applicationTypedData(hurong.context, { ...application, deadline })
      })
      return postApplication({
        application: { ...application, principal: String(wish.principal), deadline },
        fields: said,
        wallet: acting.address,
        signature,
      })
    },
  })
  const asking = useMutation({
    mutationFn: (applicationId: string) => askAgain(acting, applicationId as Hex),
  })
  // The salted fields are given with the first answer alone.
  const first = applying.data
  const answer =
    first && asking.data?.applicationId === first.applicationId
      ? { ...asking.data, saltedFields: first.saltedFields }
      : first
  const quoted = answer ? quotedOf(answer) : null
  const reason = () => {
    const error = (asking.error ?? applying.error) as Error & { kind?: string; args?: object }
    const { name, kind, args, message } = error
    return kind && args ? sentenceFor({ name, kind, args } as never, i18n, currency) : message
  }
  return (
    <section className={creditStyles.block}>
      <h3>{t('borrow.apply.title')}</h3>
      <p className="t14 ink2">{t('borrow.apply.lead')}</p>
      <button
        type="button"
        className={`button ${creditStyles.gap}`}
        disabled={borrowerId === null || applying.isPending}
        onClick={() => borrowerId !== null && applying.mutate(borrowerId)}
      >
        {applying.isPending ? t('borrow.apply.working') : t('borrow.apply.go')}
      </button>
      {(applying.isError || asking.isError) && (
        <p className="notice bad" role="alert">
          {t('borrow.apply.failed', { reason: reason() })}
        </p>
      )}
      {answer && (
        <div className={creditStyles.block}>
          {quoted && borrowerId !== null ? (
            <Approved draft={draft} quoted={quoted} borrowerId={borrowerId} />
          ) : (
            <NotNow answer={answer} onAsk={() => asking.mutate(answer.applicationId)} />
          )}
          <Keep answer={answer} />
        </div>
      )}
    </section>
  )
}
