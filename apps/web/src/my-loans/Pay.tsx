import { useState } from 'react'
import { useAmountText } from '../components/Amount.tsx'
import { formatAmount } from '../format/amount.ts'
import { useI18n } from '../i18n/context.tsx'
import { wholeOf } from '../loans/amounts.ts'
import { AmountToPay, type Typed } from './AmountToPay.tsx'
import { askedOf, ceilingOf, principalAfter } from './choices.ts'
import { PaySheet } from './PaySheet.tsx'
import { usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

/** Pays what is due and running, or another amount; after default, a part of what is owed. */
export function Pay({ running, label }: { readonly running: Running; readonly label: string }) {
  const { loan, terms, position, now, currency, allowed } = running
  const { t, locale } = useI18n()
  const text = useAmountText(loan.currency)
  const { state, reset, repay } = usePaying(loan)
  // Until somebody types, all that is asked.
  const [typed, setTyped] = useState<Typed | null>(null)
  const [sent, setSent] = useState(0n)
  const active = position.status === 'active'
  const greatest = active ? askedOf(terms, position, now).next : wholeOf(loan.payoff)
  const shown = typed ?? {
    text: formatAmount(greatest, currency.decimals, locale, 'exact'),
    units: greatest,
  }
  const units = shown.units ?? 0n
  // All that is asked is paid with room for what grows until it is recorded; a part is paid exactly.
  const paying = active && units === greatest ? ceilingOf(terms, position, now) : units
  return (
    <PaySheet
      state={state}
      reset={() => {
        reset()
        setTyped(null)
      }}
      currency={currency}
      label={label}
      title={t('myLoans.pay.title')}
      open={greatest > 0n}
      className="button"
      paid={text(sent, 'exact', true)}
    >
      <AmountToPay
        running={running}
        state={state}
        typed={shown}
        onType={setTyped}
        label={t('myLoans.pay.label')}
        hint={t('myLoans.pay.hint', { amount: text(greatest, 'exact') })}
        greatest={greatest}
        usable
        confirm={
          paying > units
            ? t('myLoans.pay.confirmMost', { amount: text(paying, 'exact', true) })
            : t('myLoans.pay.confirm', { amount: text(units, 'exact', true) })
        }
        onSend={(amount) => {
          setSent(amount)
          void repay(paying, allowed)
        }}
      >
        {active && units > 0n && units <= greatest && (
          <p className="t14" aria-live="polite">
            {t('myLoans.pay.after', { amount: text(principalAfter(terms, position, now, units)) })}
            {units < greatest && (
              <>
                <br />
                <span className="late">
                  {t('myLoans.pay.less', { amount: text(greatest - units, 'cents', false, 'up') })}
                </span>
              </>
            )}
          </p>
        )}
      </AmountToPay>
    </PaySheet>
  )
}
