import type { Improvement, ModelContent, Reason } from '@hurong/scoring/explain'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Acting } from '../account/acting.ts'
import { loanListQuery, modelsQuery } from '../api/queries.ts'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Choice } from '../components/Choice.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import creditStyles from '../credit/credit.module.css'
import { GradeMark } from '../credit/GradeMark.tsx'
import { LossGivenDefault } from '../credit/LossGivenDefault.tsx'
import { modelFileQuery } from '../credit/modelFile.ts'
import { modelInUse } from '../credit/models.ts'
import { namedWithUnit } from '../credit/namedWithUnit.ts'
import { Odds } from '../credit/Odds.tsx'
import { purposeColumn } from '../credit/purposes.ts'
import { formatNumber } from '../format/number.ts'
import { formatRate } from '../format/rate.ts'
import { type Language, useI18n } from '../i18n/context.tsx'
import { Apply } from './Apply.tsx'
import {
  type ApplicationField,
  type AskedFor,
  betterTerms,
  fieldsAsked,
  mainFieldsOf,
  type OfferedTerm,
  offersFor,
  preAssess,
  saidOf,
  wordOfPurpose,
} from './application.ts'
import { middleRate, monthsCompared, offerOf } from './offer.ts'
import styles from './page.module.css'
import type { Asked } from './request.ts'

type Draft = Pick<Asked, 'wish' | 'product' | 'purpose'>
type Typed = Readonly<Record<string, string>>

/** What a field is called. */
const nameOf = ({ label, column }: ApplicationField, language: Language): string =>
  label?.[language] ?? column

interface FieldsProps {
  readonly fields: readonly ApplicationField[]
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
}

/** What the model reads of an applicant, one field each; all may stay blank. */
function Fields({ fields, typed, onChange }: FieldsProps) {
  const i18n = useI18n()
  const { t, language } = i18n
  return (
    <div className={styles.fields}>
      {fields.map((field) => {
        const { column, unit, kind, choices } = field
        const name = nameOf(field, language)
        const named = namedWithUnit(name, unit, i18n)
        const shown = kind === 'date' ? t('borrow.pre.since', { name }) : named
        const value = typed[column] ?? ''
        const set = (next: string) => onChange({ ...typed, [column]: next })
        if (kind === 'choice')
          return (
            <Choice
              key={column}
              label={shown}
              value={value}
              options={[
                { value: '', text: t('borrow.pre.unknown') },
                ...choices.map((one) => ({ value: one.value, text: one.label[language] })),
              ]}
              onChange={set}
            />
          )
        return (
          <label key={column} className={styles.field}>
            <span className="t13 ink2">{shown}</span>
            <input
              type={kind === 'date' ? 'date' : 'text'}
              inputMode={kind === 'number' ? 'decimal' : undefined}
              autoComplete="off"
              value={value}
              placeholder={unit === 'fraction' ? '0.35' : undefined}
              onChange={(event) => set(event.target.value)}
            />
          </label>
        )
      })}
    </div>
  )
}

interface BetterProps {
  readonly grade: string
  readonly better: readonly Improvement[]
  readonly offers: readonly OfferedTerm[]
}

/** What would lead to a better grade: another term, or other fields. */
function Better({ grade, better, offers }: BetterProps) {
  const { t, language, locale } = useI18n()
  const comma = language === 'zh' ? '，' : ', '
  const terms = betterTerms(offers, grade)
  if (better.length === 0 && terms.length === 0)
    return <p className="t14 ink2">{t(grade === 'A' ? 'borrow.pre.best' : 'borrow.pre.betterNone')}</p>
  const listed = new Intl.ListFormat(locale, { type: 'disjunction' })
  return (
    <ul className={creditStyles.reasons}>
      {terms.map(({ grade: to, months }) => (
        <li key={to}>
          {t('borrow.pre.betterTerm', { grade: to, months: listed.format(months.map(String)) })}
        </li>
      ))}
      {better.map(({ grade: to, changes }) => {
        const words = changes.map(({ label, from, to: value }) =>
          t('borrow.pre.change', {
            label: label[language],
            from: formatNumber(from, locale),
            to: formatNumber(value, locale),
          }),
        )
        return (
          <li key={words.join()}>{t('borrow.pre.betterTo', { grade: to, changes: words.join(comma) })}</li>
        )
      })}
    </ul>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { t, language } = useI18n()
  if (reasons.length === 0) return <p className="t14 ink2">{t('credit.reasons.none')}</p>
  return (
    <>
      <p className="t14 ink2">{t('credit.reasons.lead')}</p>
      <ol className={creditStyles.reasons}>
        {reasons.map(({ code, [language]: sentence }) => (
          <li key={code}>{sentence}</li>
        ))}
      </ol>
    </>
  )
}

interface OffersProps {
  readonly draft: Draft
  readonly offers: readonly OfferedTerm[]
  readonly now: number
  readonly onChoose: (chosen: { readonly months: number; readonly rate: number }) => void
}

/** Terms side by side: grade, rate, instalment, cost. */
function Offers({ draft: { wish, product }, offers, now, onChoose }: OffersProps) {
  const { t, locale } = useI18n()
  const text = useAmountText(product.currency)
  return (
    <table className={styles.offers}>
      <caption className="hidden-visually">{t('borrow.offers.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('borrow.offers.term')}</th>
          <th scope="col">{t('credit.column.grade')}</th>
          <th scope="col" className="num">
            {t('borrow.offers.rate')}
          </th>
          <th scope="col" className="num">
            {t('borrow.offers.instalment')}
          </th>
          <th scope="col" className="num">
            {t('borrow.offers.cost')}
          </th>
          <th scope="col">
            <span className="hidden-visually">{t('borrow.offers.use')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {offers.map(({ months, score, leastRate }) => {
          const rate = leastRate !== null && leastRate <= product.greatestRate ? leastRate : null
          const offer = rate === null ? null : offerOf({ ...wish, months, annualRate: rate }, product, now)
          return (
            <tr key={months} className={months === wish.months ? styles.chosen : undefined}>
              <td>{t('borrow.term.value', { n: months })}</td>
              <td>
                <GradeMark grade={score.grade} size="small" />
              </td>
              {offer === null || rate === null ? (
                <td colSpan={4} className={`ink2 ${styles.none}`}>
                  {t('borrow.offers.none')}
                </td>
              ) : (
                <>
                  <td className="num">{formatRate(rate, locale)}</td>
                  <td className="num">{text(offer.first)}</td>
                  <td className="num">{text(offer.cost)}</td>
                  <td className="num">
                    <button
                      type="button"
                      className="text-button"
                      aria-label={`${t('borrow.offers.use')}: ${t('borrow.term.value', { n: months })}`}
                      onClick={() => onChoose({ months, rate })}
                    >
                      {t('borrow.offers.use')}
                    </button>
                  </td>
                </>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What lenders are left with after expected losses on loans being funded now; the middle one, null of none. */
function useReturnNow(currency: string): number | null {
  const { data } = useInfiniteQuery(loanListQuery({ status: 'funding', limit: 50 }))
  return middleRate(
    (data?.pages ?? []).flatMap(({ items }) =>
      items.flatMap((loan) =>
        loan.currency === currency && loan.assessment ? [loan.assessment.expectedReturn] : [],
      ),
    ),
  )
}

interface ScoredProps extends Pick<PreAssessmentProps, 'draft' | 'onChoose'> {
  readonly content: ModelContent
  readonly typed: Typed
  readonly now: number
}

/** Grade, reasons, improvements and offers for what was typed so far. */
function Scored({ content, typed, draft, now, onChoose }: ScoredProps) {
  const { t, locale } = useI18n()
  const { decimals } = useCurrency(draft.product.currency)
  const returnNow = useReturnNow(draft.product.currency)
  const asked: AskedFor & { readonly wish: Draft['wish'] } = { wish: draft.wish, decimals, now }
  const said = saidOf(content, typed)
  let found: ReturnType<typeof preAssess>
  let offers: readonly OfferedTerm[]
  try {
    found = preAssess(content, said, asked)
    offers = offersFor(content, said, asked, monthsCompared(draft.product, draft.wish.months), returnNow ?? 0)
  } catch (error) {
    return (
      <p className="notice bad" role="alert">
        {t('borrow.pre.unreadable', { reason: (error as Error).message })}
      </p>
    )
  }
  const { score, better } = found
  return (
    <>
      <div className={creditStyles.summary} aria-live="polite">
        <GradeMark grade={score.grade} size="large" />
        <div>
          <p className="t13 ink2">{t('borrow.pre.grade')}</p>
          <p className="t18 strong">
            <Odds pd={score.pdLifetime} />
          </p>
        </div>
      </div>
      <div className={creditStyles.columns}>
        <div>
          <h3>{t('borrow.pre.reasons')}</h3>
          <Reasons reasons={score.reasons} />
        </div>
        <div>
          <h3>{t('borrow.pre.better')}</h3>
          <Better grade={score.grade} better={better} offers={offers} />
        </div>
      </div>
      <h3 className={creditStyles.block}>{t('borrow.offers.title')}</h3>
      <p className="t14 ink2">
        {returnNow === null
          ? t('borrow.offers.alone')
          : t('borrow.offers.lead', { rate: formatRate(returnNow, locale) })}
      </p>
      <p className="t13 ink3">
        <LossGivenDefault share={score.lossGivenDefault} />
      </p>
      <Offers draft={draft} offers={offers} now={now} onChoose={onChoose} />
    </>
  )
}

interface PreAssessmentProps {
  readonly draft: Draft
  /** Whether the product allows the amount. */
  readonly usable: boolean
  readonly acting: Acting | null
  readonly onChoose: OffersProps['onChoose']
}

/** A grade for what somebody gives, computed here and kept nowhere; then, if wanted, the application itself. */
export function PreAssessment({ draft, usable, acting, onChoose }: PreAssessmentProps) {
  const { t, language, locale } = useI18n()
  const now = useChainTime()
  const [typed, setTyped] = useState<Typed>({})
  const settled = useDeferredValue(typed)
  const models = useQuery(modelsQuery)
  const model = modelInUse(models.data ?? [], now)
  const file = useQuery({ ...modelFileQuery(model?.modelHash ?? ''), enabled: model !== undefined })
  if (models.isSuccess && !model) return <p className="t14 ink2">{t('borrow.pre.noModel')}</p>
  const failed = [models, file].find(({ isError }) => isError)
  if (failed) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />
  if (!file.data) return <Skeleton height={320} />
  const { content } = file.data
  const fields = fieldsAsked(content)
  // What the loan is for is chosen above, once.
  const purpose = fields.find(({ column }) => column === purposeColumn)
  const carried = purpose ? { [purpose.column]: wordOfPurpose(purpose, draft.purpose) } : {}
  const asked = fields.filter((field) => field !== purpose)
  const main = mainFieldsOf(content, asked)
  const open = main.filter(({ column }) => !settled[column]?.trim())
  const rest = asked.filter((field) => !main.includes(field))
  return (
    <>
      <p className="t13 ink3">
        {t('borrow.pre.model', { name: content.name })}
        {language === 'zh' ? '' : ' '}
        {t('borrow.pre.blank')}
      </p>
      <Fields fields={[...main, ...rest]} typed={typed} onChange={setTyped} />
      {usable && open.length > 0 && (
        <p className="notice">
          {t('borrow.pre.first', {
            fields: new Intl.ListFormat(locale, { type: 'conjunction' }).format(
              open.map((field) => nameOf(field, language)),
            ),
          })}
        </p>
      )}
      {usable && open.length === 0 && (
        <Scored
          content={content}
          typed={{ ...settled, ...carried }}
          draft={draft}
          now={now}
          onChoose={onChoose}
        />
      )}
      {draft.product.assessed && usable && acting && (
        <Apply
          key={acting.address}
          draft={draft}
          acting={acting}
          fields={() => allOf(content, { ...typed, ...carried })}
        />
      )}
    </>
  )
}

/** Every field asked, blank where nothing was given: that says "not known", which the model can score. */
const allOf = (content: ModelContent, typed: Typed): Record<string, string> =>
  saidOf(content, Object.fromEntries(fieldsAsked(content).map(({ column }) => [column, typed[column] ?? ''])))
