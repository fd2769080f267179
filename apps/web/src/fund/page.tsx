import type { LoanDetail } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type Acting, useActing } from '../account/acting.ts'
import { useParticipantId } from '../account/useParticipantId.ts'
import { loanQuery, portfolioQuery } from '../api/queries.ts'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { chainQuery } from '../chain/chainQuery.ts'
import { usePermissionKind } from '../chain/usePermissionKind.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { StepFlow } from '../components/StepFlow.tsx'
import { formatAmount } from '../format/amount.ts'
import { loanName } from '../format/names.ts'
import { readAmount } from '../format/readAmount.ts'
import { useI18n } from '../i18n/context.tsx'
import { termText } from '../loans/terms.ts'
import { useTitle } from '../shell/useTitle.ts'
import { AmountStep } from './AmountStep.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ConfirmStep } from './ConfirmStep.tsx'
import styles from './page.module.css'
import { shownStep } from './place.ts'
import { useMeans } from './ready.ts'
import { usePlace } from './usePlace.ts'

type Step = 0 | 1 | 2

/** The dry run of this amount by this account; looked at again whenever the step is opened. */
const dryRunQuery = (loan: LoanDetail, amount: bigint | null, ready: bigint, acting: Acting) =>
  chainQuery(
    ['tryFunding', loan.number, String(amount), String(ready), acting.address],
    async (hurong) => {
      const { tryFunding } = await import('./dryRun.ts')
      const cash = { amount: amount ?? 0n, ready }
      return tryFunding(hurong, loan, cash, acting.address, acting.kind === 'demonstration')
    },
    acting,
  )

function Flow({ loan, acting }: { readonly loan: LoanDetail; readonly acting: Acting }) {
  const { locale } = useI18n()
  const currency = useCurrency(loan.currency)
  const now = useChainTime()
  const { data: portfolio } = useQuery(portfolioQuery(acting.address))
  const { address: account } = acting
  const { place, by, units, keep, on, back, sent } = usePlace(currency.decimals, account)
  const [sending, setSending] = useState<bigint | null>(null)
  const step = shownStep(place, { account, by, sent: sending !== null, units })
  // What was typed last; until then what the address keeps.
  const [typed, setTyped] = useState<string | null>(null)
  const written = (amount: bigint) => formatAmount(amount, currency.decimals, locale, 'exact')
  const text = typed ?? (units === null ? '' : written(units))
  const read = readAmount(text, currency.decimals)
  const asked = 'units' in read ? read.units : null
  const amount = step === 0 ? asked : (sending ?? units)
  const top = useRef<HTMLDivElement>(null)
  const means = useMeans(acting.address, loan.currency)
  const tried = useQuery({
    ...dryRunQuery(loan, amount, means.ready, acting),
    enabled: step !== 0 && step !== 'gone' && amount !== null,
  })
  const own = portfolio?.currencies.find((one) => one.currency === loan.currency)
  const held = BigInt(own?.outstanding ?? 0) + BigInt(own?.inFunding ?? 0)
  const permission = usePermissionKind(loan.currency)
  // A step begins at its top, for eyes and for keyboards; not the first one when the page opens.
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== step) top.current?.focus()
    shown.current = step
  }, [step])
  // Left by going back, what was sent is not kept to be sent again.
  useEffect(() => {
    if (step !== 2) setSending(null)
  }, [step])
  const choose = (next: bigint) => {
    setTyped(written(next))
    void keep(next)
  }
  if (step === 'gone') return <Navigate to="/loans/$number" params={{ number: loan.number }} replace />
  return (
    <>
      <Steps step={step} number={loan.number} />
      <div className={styles.flow} ref={top} tabIndex={-1} style={{ outline: 0 }}>
        <About loan={loan} />
        {step === 0 && (
          <AmountStep
            loan={loan}
            currency={currency}
            means={means}
            now={now}
            held={held}
            text={text}
            amount={amount}
            onChange={setTyped}
            onAmount={choose}
            onLeave={() => void keep(asked)}
            onNext={() => asked !== null && void on('check', asked)}
          />
        )}
        {step === 1 && amount !== null && (
          <CheckStep
            loan={loan}
            currency={currency}
            amount={amount}
            now={now}
            held={held}
            permission={permission}
            tried={tried.data}
            unreachable={tried.isError}
            onAmount={choose}
            onBack={() => back(undefined)}
            onNext={() => void on('confirm', amount)}
          />
        )}
        {step === 2 && amount !== null && (
          <ConfirmStep
            loan={loan}
            currency={currency}
            account={account}
            means={means}
            amount={amount}
            permission={permission}
            onSend={() => {
              setSending(amount)
              sent()
            }}
            onBack={() => back('check')}
          />
        )}
      </div>
    </>
  )
}

function Steps({ step, number }: { readonly step: Step; readonly number: number }) {
  const { t } = useI18n()
  return (
    <div className={styles.bar}>
      <Link to="/loans/$number" params={{ number }}>
        {t('fund.back')}
      </Link>
      <StepFlow
        steps={[t('fund.step.amount'), t('fund.step.check'), t('fund.step.confirm')]}
        current={step}
      />
    </div>
  )
}

function About({ loan }: { readonly loan: LoanDetail }) {
  const i18n = useI18n()
  const { t } = i18n
  const text = useAmountText(loan.currency)
  const name = loanName(loan.number)
  return (
    <div className={styles.about}>
      <h1>{t('fund.title', { name })}</h1>
      <p className="t14 ink2">
        {t('fund.about', {
          purpose: t(`loans.purpose.${loan.purpose}`),
          name,
          amount: text(loan.terms.principal, 'whole', true),
          term: termText(loan, i18n),
        })}
      </p>
    </div>
  )
}

/** Funds one loan in three steps: amount, check, confirm. */
export function FundPage() {
  const { t } = useI18n()
  const { number } = useParams({ from: '/loans/$number/fund' })
  const { data: loan, isError, error, refetch } = useQuery(loanQuery(number))
  const acting = useActing()
  const own = useParticipantId(acting) === loan?.borrowerId
  const now = useChainTime()
  // Whoever came in while it was open sees the flow to its end, also when their own money filled the loan.
  const [begun, setBegun] = useState(false)
  const open = loan?.status === 'funding' && loan.fundingDeadline > now
  useEffect(() => {
    if (open) setBegun(true)
  }, [open])
  useTitle(t('fund.title', { name: loanName(number) }))
  if (loan && acting && (open || begun)) {
    if (own) return <Instead number={number} title={t('fund.own.title')} body={t('fund.own.body')} />
    return <Flow key={acting.address} loan={loan} acting={acting} />
  }
  if (loan && !acting)
    return <Instead number={number} title={t('fund.nobody.title')} body={t('fund.nobody.body')} />
  if (loan) return <Instead number={number} title={t('fund.closed.title')} body={t('fund.closed.body')} />
  return (
    <>
      <Steps step={0} number={number} />
      <div className={styles.flow}>
        <h1 className={styles.about}>{t('fund.title', { name: loanName(number) })}</h1>
        {isError ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton height={400} />}
      </div>
    </>
  )
}

interface InsteadProps {
  readonly number: number
  readonly title: string
  readonly body: string
}

/** Why this loan can't be funded by this person now, and where to go. */
function Instead({ number, title, body }: InsteadProps) {
  const { t } = useI18n()
  return (
    <div className={styles.flow}>
      <h1 className={styles.about}>{t('fund.title', { name: loanName(number) })}</h1>
      <Empty title={title} body={body}>
        <Link to="/market" className="button quiet small">
          {t('fund.closed.market')}
        </Link>
      </Empty>
    </div>
  )
}
