import { owedBeforePrepaying } from '@hurong/finance'
import { useState } from 'react'
import { useAmountText } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { useI18n } from '../i18n/context.tsx'
import { AmountToPay, nothingTyped } from './AmountToPay.tsx'
import { askedOf, type Prepaid, prepaidBoth } from './choices.ts'
import { PaySheet } from './PaySheet.tsx'
import styles from './page.module.css'
import { usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

interface ChoicesProps {
  readonly both: readonly Prepaid[]
  readonly chosen: Prepaid['choice']
  readonly onChoose: (choice: Prepaid['choice']) => void
  readonly currency: string
}

/** Where a prepayment leads, both ways beside each other. */
function Choices({ both, chosen, onChoose, currency }: ChoicesProps) {
  const { t } = useI18n()
  const text = useAmountText(currency)
  return (
    <fieldset className={styles.choices}>
      <legend className="hidden-visually">{t('myLoans.early.choose')}</legend>
      {both.map((one) => (
        <label key={one.choice} className={styles.choice}>
          <input
            type="radio"
            name="prepayment"
            checked={chosen === one.choice}
            onChange={() => onChoose(one.choice)}
          />
          <b className="strong">{t(`myLoans.early.${one.choice}`)}</b>
          <span className="pairs" style={{ marginTop: 8 }}>
            <span className="ink2">{t('myLoans.early.count')}</span>
            <span className="num">{one.count}</span>
            <span className="ink2">{t('myLoans.early.next')}</span>
            <span className="num">{text(one.next)}</span>
            <span className="ink2">{t('myLoans.early.ends')}</span>
            <span className="num">
              {one.endsAt === null ? t('words.unknown') : <DateTime at={one.endsAt} />}
            </span>
            <span className="ink2">{t('myLoans.early.saved')}</span>
            <span className="num strong">{text(one.saved)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Pays principal early: both choices beside each other, computed by the contract's arithmetic. */
export function Early({ running }: { readonly running: Running }) {
  const { loan, terms, position, now, currency, allowed } = running
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const { state, reset, prepay } = usePaying(loan)
  const [typed, setTyped] = useState(nothingTyped)
  const [sent, setSent] = useState(0n)
  const [choice, setChoice] = useState<Prepaid['choice']>('shorterTerm')
  const active = position.status === 'active'
  const payoff = active ? askedOf(terms, position, now).payoff : 0n
  const owedFirst = active ? owedBeforePrepaying(terms, position, now) : 0n
  const units = typed.units ?? 0n
  const both = units > 0n && units < payoff ? prepaidBoth(terms, position, now, units) : null
  const tooSmall = units > 0n && units < payoff && both === null
  return (
    <PaySheet
      state={state}
      reset={() => {
        reset()
        setTyped(nothingTyped)
      }}
      currency={currency}
      label={t('myLoans.early.open')}
      title={t('myLoans.early.title')}
      open={active}
      paid={text(sent, 'exact', true)}
    >
      {active && (
        <AmountToPay
          running={running}
          state={state}
          typed={typed}
          onType={setTyped}
          label={t('myLoans.early.label')}
          hint={
            owedFirst > 0n
              ? t('myLoans.early.hint', { amount: text(owedFirst, 'cents', false, 'up') })
              : t('myLoans.early.hintNone')
          }
          greatest={payoff}
          problem={tooSmall ? t('myLoans.early.tooSmall') : undefined}
          usable={both !== null}
          confirm={t('myLoans.pay.confirm', { amount: text(units, 'exact', true) })}
          onSend={(amount) => {
            setSent(amount)
            void prepay(amount, choice, allowed)
          }}
        >
          {both && <Choices both={both} chosen={choice} onChoose={setChoice} currency={loan.currency} />}
        </AmountToPay>
      )}
    </PaySheet>
  )
}
