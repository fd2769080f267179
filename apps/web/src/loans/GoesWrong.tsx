import type { LoanDetail, ScheduleRow } from '@hurong/sdk/api'
import { useChainTime } from '../api/useCurrency.ts'
import { useAmountText } from '../components/Amount.tsx'
import { formatDate, formatZone } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './GoesWrong.module.css'
import { type WrongStep, wrongSteps } from './goesWrong.ts'

/** Title and one line of what each step means. */
function useWords(currency: string) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  return (step: WrongStep): readonly [title: string, body: string] => {
    switch (step.kind) {
      case 'missed':
      case 'due':
        return [
          t(`loan.wrong.${step.kind}`, { index: step.index }),
          t(`loan.wrong.${step.kind}.body`, { amount: text(step.amount) }),
        ]
      case 'next':
        return [t('loan.wrong.next', { index: step.index }), t('loan.wrong.next.body')]
      case 'today':
        return [
          t('loan.wrong.today', { days: step.days }),
          t('loan.wrong.today.body', { amount: text(step.owed) }),
        ]
      case 'graceEnd':
        return [t('loan.wrong.graceEnd', { n: step.days }), t('loan.wrong.graceEnd.body')]
      case 'default':
        return [t('loan.wrong.default', { n: step.days }), t('loan.wrong.default.body')]
      case 'defaulted':
        return [t('loan.wrong.defaulted'), t('loan.wrong.defaulted.body', { amount: text(step.principal) })]
      case 'recovery':
        return [t('loan.wrong.recovery'), t('loan.wrong.recovery.body')]
      case 'writeOff':
        return [t('loan.wrong.writeOff'), t('loan.wrong.writeOff.body')]
    }
  }
}

/** The dated line "if it goes wrong": what happens when, if nobody pays any more. */
export function GoesWrong({
  loan,
  rows,
}: {
  readonly loan: LoanDetail
  readonly rows: readonly ScheduleRow[]
}) {
  const { t, locale } = useI18n()
  const now = useChainTime()
  const words = useWords(loan.currency)
  const steps = wrongSteps(loan, rows, now)
  const { graceDays: grace, defaultDays } = loan.terms
  if (loan.drawnAt !== null && steps.length === 0) return null
  const past = loan.status === 'defaulted' || loan.status === 'writtenOff'
  return (
    <section className="section">
      <header className="section-head">
        <h2>{past ? t('loan.wrong.titlePast') : t('loan.wrong.title')}</h2>
        {steps.length > 0 && (
          <span className="t13 ink3">{t('loan.wrong.zone', { zone: formatZone(steps[0]?.at ?? now) })}</span>
        )}
      </header>
      {steps.length === 0 && <p>{t('loan.wrong.afterDraw', { grace, default: defaultDays })}</p>}
      <ol className={styles.line}>
        {steps.map((step) => {
          const [title, body] = words(step)
          const date = formatDate(step.at, locale)
          const state = step.kind === 'today' ? 'today' : step.at <= now ? 'past' : 'ahead'
          return (
            <li key={step.kind} data-state={state}>
              <div className={`t13 ${state === 'today' ? 'late strong' : 'ink3'}`}>
                {step.kind === 'recovery' ? t('loan.wrong.from', { date }) : date}
              </div>
              <div className="t14 strong">{title}</div>
              <div className="t13 ink2">{body}</div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
