import type { CreditModelDetail, LoanAssessment, LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { modelQuery } from '../api/queries.ts'
import { useChainTime } from '../api/useCurrency.ts'
import { Address } from '../components/Address.tsx'
import { Empty } from '../components/Empty.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { formatDate } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './credit.module.css'
import { GradeMark } from './GradeMark.tsx'
import { bandOf, ofHundred } from './grades.ts'
import { HundredLoans } from './HundredLoans.tsx'
import { ModelState } from './ModelState.tsx'
import { modelFileQuery, reasonText } from './modelFile.ts'
import { Odds } from './Odds.tsx'
import { PriceAgainstGrade } from './PriceAgainstGrade.tsx'

/** What scores is loaded only by whoever asks for it. */
const Recompute = lazy(() =>
  import('./Recompute.tsx').then(({ Recompute: component }) => ({ default: component })),
)

function Band({ grade }: Pick<LoanAssessment, 'grade'>) {
  const { t } = useI18n()
  const { from, below } = bandOf(grade)
  const of = (millionths: number) => String(millionths / 10_000)
  return (
    <>
      {below === null
        ? t('credit.grade.bandLast', { grade, from: of(from) })
        : t('credit.grade.band', { grade, from: of(from), below: of(below) })}
    </>
  )
}

/** The probability to fail, in words and drawn. */
function GradeInWords({ assessment }: { readonly assessment: LoanAssessment }) {
  const { t } = useI18n()
  const year = ofHundred(assessment.pd12Months)
  return (
    <div>
      <div className={styles.summary}>
        <GradeMark grade={assessment.grade} size="large" />
        <div>
          <p className="t18 strong">
            <Odds pd={assessment.pdLife} />
          </p>
          <p className="t14 ink2">
            {year === 0 ? t('credit.odds.yearFew') : t('credit.odds.year', { n: year })}
          </p>
        </div>
      </div>
      <HundredLoans pd={assessment.pdLife} />
      <p className={`t13 ink3 ${styles.gap}`}>
        <Band grade={assessment.grade} />
      </p>
    </div>
  )
}

/** Why the grade is not better, in the words of the model's schema. */
function Reasons({ assessment }: { readonly assessment: LoanAssessment }) {
  const { t, language } = useI18n()
  const { data: file, isError } = useQuery(modelFileQuery(assessment.modelHash))
  if (assessment.reasons.length === 0) return <p className="t14 ink2">{t('credit.reasons.none')}</p>
  return (
    <>
      <p className="t14 ink2">{t('credit.reasons.lead')}</p>
      <ol className={styles.reasons}>
        {assessment.reasons.map((code) => (
          <li key={code}>
            {(file && reasonText(file.content, code, language)) ?? t('credit.reasons.code', { code })}
          </li>
        ))}
      </ol>
      {isError && <p className="t13 ink3">{t('credit.reasons.unread')}</p>}
    </>
  )
}

/** How right a model was so far, in one line. */
function recordInShort(totals: CreditModelDetail['totals']) {
  return {
    ended: totals.reduce((sum, { ended }) => sum + ended, 0),
    defaulted: totals.reduce((sum, { defaulted }) => sum + defaulted, 0),
  }
}

function WhoGraded({ modelHash }: Pick<LoanAssessment, 'modelHash'>) {
  const { t } = useI18n()
  const now = useChainTime()
  const { data: model } = useQuery(modelQuery(modelHash))
  const record = model?.totals && recordInShort(model.totals)
  return (
    <div className={styles.block}>
      <h3>{t('credit.model.title')}</h3>
      <dl className="pairs">
        <dt>{t('credit.model.name')}</dt>
        <dd>{model?.name ?? t('credit.model.unnamed')}</dd>
        {model && (
          <>
            <dt>{t('credit.model.state')}</dt>
            <dd>
              <ModelState model={model} now={now} />
            </dd>
          </>
        )}
        <dt>{t('credit.model.hash')}</dt>
        <dd>
          <Address value={modelHash} />
        </dd>
        {record && (
          <>
            <dt>{t('credit.model.record')}</dt>
            <dd>
              {record.ended === 0 ? t('credit.model.recordNone') : t('credit.model.recordText', record)}
            </dd>
          </>
        )}
      </dl>
      <p className={`t14 ${styles.gap}`}>
        <Link to="/models/$hash" params={{ hash: modelHash }}>
          {t('credit.model.open')}
        </Link>
      </p>
    </div>
  )
}

/** What is known of a loan's credit: grade, reasons, price, model, and the way to compute it anew. */
export function CreditSection({ loan }: { readonly loan: LoanSummary }) {
  const { t, locale } = useI18n()
  const [again, setAgain] = useState(false)
  const { assessment } = loan
  if (!assessment)
    return (
      <section className="section">
        <header className="section-head">
          <h2>{t('credit.section.title')}</h2>
        </header>
        <Empty title={t('credit.none.title')} body={t('credit.none.body')} />
      </section>
    )
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('credit.section.title')}</h2>
        <span className="t13 ink3">
          {t('credit.section.assessed', {
            issued: formatDate(assessment.issuedAt, locale),
            expires: formatDate(assessment.expiresAt, locale),
          })}
        </span>
      </header>
      <p className="t14 ink2">{t('credit.section.lead')}</p>
      <div className={`${styles.columns} ${styles.block}`}>
        <div>
          <GradeInWords assessment={assessment} />
          <div className={styles.block}>
            <h3>{t('credit.reasons.title')}</h3>
            <Reasons assessment={assessment} />
          </div>
          <WhoGraded modelHash={assessment.modelHash} />
        </div>
        <div>
          <PriceAgainstGrade loan={loan} assessment={assessment} />
        </div>
      </div>
      <div className={styles.block}>
        <h3>{t('credit.again.title')}</h3>
        <p className="t14 ink2">{t('credit.again.lead')}</p>
        {again ? (
          <Suspense fallback={<Skeleton height={320} />}>
            <Recompute loan={loan} assessment={assessment} />
          </Suspense>
        ) : (
          <button type="button" className={`button quiet ${styles.gap}`} onClick={() => setAgain(true)}>
            {t('credit.again.start')}
          </button>
        )}
      </div>
    </section>
  )
}
