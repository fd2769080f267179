import type { LoanDetail } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { allowanceQuery, balanceQuery } from '../chain/chainQuery.ts'
import { useAmountText } from '../components/Amount.tsx'
import { formatDate } from '../format/date.ts'
import { formatShare } from '../format/rate.ts'
import { type I18n, useI18n } from '../i18n/context.tsx'
import { coveredBy, isEven } from './choosing.ts'
import { type Seen, seenOf } from './seen.ts'
import type { StepKey } from './steps.ts'

type Amounts = ReturnType<typeof useAmountText>

/** What the loan that is followed has to show of a step, in a sentence. */
function sentenceOf(step: StepKey, seen: Seen, loan: LoanDetail, { t, locale }: I18n, text: Amounts): string {
  if (seen === 'never') return t('learn.never')
  const date = (at: number | null) => formatDate(at ?? loan.requestedAt, locale)
  const { status, lenders, terms, instalmentsSettled: done } = loan
  switch (step) {
    case 'ask':
      if (seen === 'now')
        return t('learn.ask.now', { share: formatShare(loan.fundedShare, locale), n: lenders })
      if (status === 'cancelled') return t('learn.ask.cancelled', { asked: date(loan.requestedAt) })
      return t('learn.ask.past', { asked: date(loan.requestedAt), closed: date(loan.closedAt), n: lenders })
    case 'draw':
      return seen === 'past'
        ? t('learn.draw.past', { drawn: date(loan.drawnAt) })
        : t(seen === 'now' ? 'learn.draw.now' : 'learn.draw.ahead')
    case 'pay':
      return seen === 'ahead' ? t('learn.pay.ahead') : t('learn.pay.now', { done, all: terms.count })
    case 'late':
      if (seen === 'now') return t('learn.late.now', { days: loan.daysPastDue })
      return t(seen === 'past' ? 'learn.late.past' : 'learn.late.ahead')
    case 'default':
      if (seen === 'ahead') return t('learn.default.ahead', { days: terms.defaultDays })
      return status === 'recovered'
        ? t('learn.default.recovered')
        : t('learn.default.now', { amount: text(loan.outstandingPrincipal, 'cents', true) })
  }
}

/** Between sentences: Chinese has none. */
const useGap = () => (useI18n().language === 'zh' ? '' : ' ')

/** For how many instalments the borrower's money still does, of a loan that is collected and on time. */
function Covered({ loan }: { readonly loan: LoanDetail }) {
  const { t } = useI18n()
  const gap = useGap()
  const { data: balance } = useQuery(balanceQuery(loan.currency, loan.wallet))
  const { data: allowance } = useQuery(allowanceQuery(loan.currency, loan.wallet))
  if (balance === undefined || allowance === undefined) return null
  const n = coveredBy(balance, allowance, BigInt(loan.instalment))
  const words =
    n >= loan.terms.count - loan.instalmentsSettled
      ? t('learn.covered.all')
      : n === 0
        ? t('learn.covered.none')
        : t('learn.covered', { n })
  return gap + words
}

interface ToldProps {
  readonly step: StepKey
  readonly loan: LoanDetail
  /** Whether the visitor can move time, and so see what is ahead. */
  readonly local: boolean
}

/** What is seen of a step on the loan that is followed, and what to try where there is something to see yet. */
export function Told({ step, loan, local }: ToldProps) {
  const i18n = useI18n()
  const { t } = i18n
  const gap = useGap()
  const text = useAmountText(loan.currency)
  const seen = seenOf(step, loan.status)
  const told = loan.autoRepay && isEven(loan.terms) && (step === 'pay' || step === 'late')
  return (
    <>
      <b className="strong">{sentenceOf(step, seen, loan, i18n, text)}</b>
      {local && told && loan.status === 'active' && <Covered loan={loan} />}
      {local && (seen === 'now' || seen === 'ahead') && gap + t(`learn.${step}.try`)}
    </>
  )
}
