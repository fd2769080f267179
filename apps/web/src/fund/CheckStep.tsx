import { DAY } from '@hurong/finance'
import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { useState } from 'react'
import type { PermissionKind } from '../chain/usePermissionKind.ts'
import { useAmountText } from '../components/Amount.tsx'
import { formatRate, formatShare } from '../format/rate.ts'
import { useI18n } from '../i18n/context.tsx'
import { financeTermsOf } from '../loans/forFinance.ts'
import { termText } from '../loans/terms.ts'
import { Checks } from './Checks.tsx'
import type { DryRun } from './dryRun.ts'
import { earningsOf, spreadShare } from './earnings.ts'
import { Permission } from './Permission.tsx'
import styles from './page.module.css'

export type Answer = 'platform' | 'insurance' | 'lost'
const answers: readonly Answer[] = ['platform', 'insurance', 'lost']

interface QuestionProps {
  readonly answer: Answer | null
  readonly onAnswer: (answer: Answer) => void
}

/** The one question: what if the borrower stops paying? A wrong answer is explained and can be changed. */
function Question({ answer, onAnswer }: QuestionProps) {
  const { t } = useI18n()
  return (
    <fieldset className={`${styles.part} ${styles.question}`}>
      <legend className="strong">{t('fund.question')}</legend>
      {answers.map((one) => (
        <label key={one} className={styles.answer}>
          <input
            type="radio"
            name="stops-paying"
            value={one}
            checked={answer === one}
            onChange={() => onAnswer(one)}
          />
          {t(`fund.question.${one}`)}
        </label>
      ))}
      <p className="t13 ink3" aria-live="polite">
        {answer === 'platform' || answer === 'insurance' ? (
          <span className="failed">{t(`fund.question.wrong.${answer}`)}</span>
        ) : (
          t('fund.question.note')
        )}
      </p>
    </fieldset>
  )
}

interface CheckStepProps {
  readonly loan: LoanSummary
  readonly currency: Currency
  readonly amount: bigint
  readonly now: number
  readonly held: bigint
  readonly permission: PermissionKind
  readonly tried: DryRun | undefined
  readonly unreachable: boolean
  readonly onAmount: (units: bigint) => void
  readonly onBack: () => void
  readonly onNext: () => void
}

/** The second step: the worst first, then what it earns and costs, what was checked, what will be permitted. */
export function CheckStep(props: CheckStepProps) {
  const { loan, currency, amount, now, held, permission, tried, unreachable, onAmount, onBack, onNext } =
    props
  const i18n = useI18n()
  const { t, locale } = i18n
  const text = useAmountText(loan.currency)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const exact = text(amount, 'exact', true)
  const { interest, firstReceipt } = earningsOf(financeTermsOf(loan.terms), amount, now)
  const money = [
    [t('fund.money.interest'), text(interest, 'cents', false, 'down')],
    [t('fund.money.rate'), formatRate(loan.terms.annualRate, locale)],
    [t('fund.money.first'), text(firstReceipt, 'cents', false, 'down')],
    [t('fund.money.tied'), termText(loan, i18n)],
    [t('fund.money.cost'), text(0n)],
    [t('fund.money.share'), formatShare(spreadShare(held, amount), locale)],
  ] as const
  const ready = answer === 'lost' && (unreachable ? false : tried !== undefined && tried.reason === null)
  return (
    <>
      <div className={styles.columns}>
        <div>
          <p className="t14 ink2">{t('fund.you')}</p>
          <p className="figure">
            {text(amount, 'exact')}
            <span className="unit">{currency.symbol}</span>
          </p>
          <section className={styles.worst} style={{ marginTop: 24 }}>
            <h2>{t('fund.worst.title', { amount: exact })}</h2>
            <ul className="t14">
              <li>{t('fund.worst.insurance')}</li>
              <li>{t('fund.worst.late')}</li>
              <li>{t('fund.worst.default', { days: loan.terms.defaultDays })}</li>
            </ul>
          </section>
          <Question answer={answer} onAnswer={setAnswer} />
        </div>
        <div>
          <section className={styles.part}>
            <h3>{t('fund.money.title')}</h3>
            <dl className="pairs">
              {money.map(([label, value]) => (
                <div key={label} style={{ display: 'contents' }}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p className="t14 ink2" style={{ marginTop: 12 }}>
              {t('fund.money.reflection', {
                days: Math.floor(loan.terms.reflectionPeriod / DAY),
                amount: text(amount, 'exact'),
              })}
            </p>
          </section>
          <section className={styles.part} aria-busy={!tried && !unreachable}>
            <h3>{t('fund.checks.title')}</h3>
            {tried && (
              <Checks loan={loan} currency={currency} amount={amount} tried={tried} onAmount={onAmount} />
            )}
            {!tried && (
              <p className={`t14 ink2 ${styles.waiting}`} role="status">
                {unreachable ? t('fund.checks.unreachable') : t('fund.checks.running')}
              </p>
            )}
          </section>
          <Permission loan={loan} amount={exact} permission={permission} />
        </div>
      </div>
      <div className={styles.actions}>
        {answer === null && (
          <p className="t13 ink3" style={{ alignSelf: 'center' }}>
            {t('fund.question.needed')}
          </p>
        )}
        <button type="button" className="button quiet" onClick={onBack}>
          {t('fund.change')}
        </button>
        <button type="button" className="button" disabled={!ready} onClick={onNext}>
          {t('fund.toConfirm', { amount: exact })}
        </button>
      </div>
    </>
  )
}
