import { termDaysOf } from '@hurong/finance'
import { hashAssessment, loanNumberOf } from '@hurong/sdk'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { platformQuery } from '../api/queries.ts'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { chainQuery } from '../chain/chainQuery.ts'
import { Address } from '../components/Address.tsx'
import { useAmountText } from '../components/Amount.tsx'
import { Sheet } from '../components/Sheet.tsx'
import creditStyles from '../credit/credit.module.css'
import { download, toJson } from '../explorer/download.ts'
import { formatDateTime } from '../format/date.ts'
import { loanName } from '../format/names.ts'
import { formatRate } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { daysText } from '../loans/terms.ts'
import { type QuotedAssessment, Terms } from './Ask.tsx'
import { termsOfWish } from './offer.ts'
import { quotedOf } from './quoted.ts'
import type { Asked } from './request.ts'

export type Draft = Pick<Asked, 'wish' | 'product' | 'purpose'>

interface NotNowProps {
  readonly answer: ApplicationAnswer
  /** Asks again; left out where there is another way to. */
  readonly onAsk?: (() => void) | undefined
}

/** Why not, or not yet, and what to do. */
function NotNow({ answer, onAsk }: NotNowProps) {
  const { t, language, locale } = useI18n()
  const { status, lapsesAt, refused, reasons } = answer
  const words = {
    queued: ['borrow.apply.queued', 'borrow.apply.queuedNext'],
    lapsed: ['borrow.apply.lapsed', 'borrow.apply.lapsedNext'],
    declined: ['borrow.apply.declined', 'borrow.apply.declinedNext'],
  } as const
  const [what, next] = words[status === 'assessed' ? 'queued' : status]
  return (
    <div
      className={`notice ${status === 'declined' ? 'bad' : 'warn'}`}
      role="status"
      style={{ display: 'block' }}
    >
      <p className="strong">{t(what)}</p>
      {refused && <p>{refused[language]}</p>}
      {reasons.length > 0 && (
        <ol className={creditStyles.reasons}>
          {reasons.map(({ code, [language]: sentence }) => (
            <li key={code}>{sentence}</li>
          ))}
        </ol>
      )}
      <p>{t(next)}</p>
      {lapsesAt !== null && <p>{t('borrow.apply.lapses', { until: formatDateTime(lapsesAt, locale) })}</p>}
      {status === 'queued' && onAsk && (
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
            toJson({ saltedFields: answer.saltedFields, logged: answer.logged }),
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

/** How what is chosen now goes beyond what was assessed, one sentence each; none where it does not. */
function useBeyond({ draft, quoted }: Pick<ApprovedProps, 'draft' | 'quoted'>): readonly string[] {
  const { t } = useI18n()
  const { wish, product } = draft
  const { greatestPrincipal, greatestTermDays } = quoted.assessment
  const amountText = useAmountText(product.currency)
  const exact = (units: bigint) => amountText(units, 'exact', true)
  const termDays = termDaysOf(termsOfWish(wish, product))
  const beyond: string[] = []
  if (wish.principal > greatestPrincipal)
    beyond.push(
      t('borrow.apply.tooMuch', { amount: exact(wish.principal), greatest: exact(greatestPrincipal) }),
    )
  if (termDays > greatestTermDays)
    beyond.push(
      t('borrow.apply.tooLong', {
        term: daysText(termDays, { t }),
        greatest: daysText(greatestTermDays, { t }),
      }),
    )
  return beyond
}

/** The way on to the request that quotes an assessment. */
function Next({ draft, quoted, borrowerId, onBegin }: ApprovedProps & { readonly onBegin: () => void }) {
  const { t, locale } = useI18n()
  const now = useChainTime()
  const currency = useCurrency(draft.product.currency)
  const { data: platform } = useQuery(platformQuery)
  const [asked, setAsked] = useState<Asked | null>(null)
  const beyond = useBeyond({ draft, quoted })
  const annualRate = Math.max(draft.wish.annualRate, quoted.assessment.leastRate)
  const fresh = (): Asked => ({
    ...draft,
    wish: { ...draft.wish, annualRate },
    autoRepay: true,
    fundingDeadline: now + draft.product.fundingPeriod,
  })
  return (
    <>
      {annualRate > draft.wish.annualRate && (
        <p className="t14 late">{t('borrow.apply.raised', { rate: formatRate(annualRate, locale) })}</p>
      )}
      {beyond.map((sentence) => (
        <p key={sentence} className="t14 late">
          {sentence}
        </p>
      ))}
      <button
        type="button"
        className={`button ${creditStyles.gap}`}
        disabled={beyond.length > 0}
        onClick={() => {
          onBegin()
          setAsked(fresh())
        }}
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
    </>
  )
}

/** What was approved, whether it was used, and the way on. */
function Approved(props: ApprovedProps & { readonly productId: number }) {
  const { t, locale } = useI18n()
  const { draft, quoted, productId } = props
  const { assessment } = quoted
  const text = useAmountText(assessment.currency)
  const now = useChainTime()
  // Whoever asks for the loan here sees the receipt, though the assessment is used from then on.
  const [begun, setBegun] = useState(false)
  // An assessment serves one loan, ever.
  const { data: used } = useQuery(
    chainQuery(['loanQuoting', assessment.inputsRoot], async ({ context, record }) => {
      const loanId = await record.readLoanQuoting({ assessmentHash: hashAssessment(context, assessment) })
      return loanId ?? null
    }),
  )
  const rest = () => {
    if (used && !begun)
      return (
        <p className="t14">
          <Link to="/loans/$number" params={{ number: loanNumberOf(used) }}>
            {t('borrow.apply.used', { loan: loanName(loanNumberOf(used)) })}
          </Link>
        </p>
      )
    if (assessment.expiresAt < now && !begun) return <p className="t14 late">{t('borrow.apply.expired')}</p>
    if (productId !== draft.product.productId)
      return <p className="t14 ink2">{t('borrow.apply.otherProduct')}</p>
    return <Next {...props} onBegin={() => setBegun(true)} />
  }
  return (
    <div role="status">
      <p className="strong">
        {t('borrow.apply.assessed', {
          grade: assessment.grade,
          amount: text(assessment.greatestPrincipal, 'exact', true),
          term: daysText(assessment.greatestTermDays, { t }),
          rate: formatRate(assessment.leastRate, locale),
          until: formatDateTime(assessment.expiresAt, locale),
        })}
      </p>
      {rest()}
    </div>
  )
}

interface AnswerProps extends NotNowProps {
  readonly draft: Draft
  readonly borrowerId: number | null
}

/** What became of an application, and what can be done now. */
export function Answer({ answer, draft, borrowerId, onAsk }: AnswerProps) {
  const { t } = useI18n()
  const quoted = quotedOf(answer)
  return (
    <>
      {quoted && borrowerId !== null ? (
        <Approved draft={draft} quoted={quoted} borrowerId={borrowerId} productId={answer.asked.productId} />
      ) : (
        <NotNow answer={answer} onAsk={onAsk} />
      )}
      <Keep answer={answer} />
      <p className={`t13 ink3 ${creditStyles.gap}`}>
        {t('borrow.apply.logged', { n: answer.logged.index })} <Address value={answer.logged.hash} />
      </p>
    </>
  )
}
