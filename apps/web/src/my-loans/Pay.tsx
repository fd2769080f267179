import { useState } from 'react'
import { mayStart } from '../chain/txState.ts'
import { useAmountText } from '../components/Amount.tsx'
import { AmountField } from '../components/AmountField.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { formatAmount } from '../format/amount.ts'
import { useI18n } from '../i18n/context.tsx'
import { wholeOf } from '../loans/amounts.ts'
import { askedOf, ceilingOf, principalAfter } from './choices.ts'
import styles from './page.module.css'
import { usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

/** Pays what is due and running, or another amount; after default, a part of what is owed. */
export function Pay({ running, label }: { readonly running: Running; readonly label: string }) {
  const { loan, terms, position, now, currency, balance, allowed } = running
  const { t, locale } = useI18n()
  const text = useAmountText(loan.currency)
  const { state, reset, repay } = usePaying(loan)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [amount, setAmount] = useState<bigint | null>(null)
  const active = position.status === 'active'
  const greatest = active ? askedOf(terms, position, now).next : wholeOf(loan.payoff)
  const begin = () => {
    setAmount(greatest)
    setTyped(formatAmount(greatest, currency.decimals, locale, 'exact'))
    setOpen(true)
  }
  const close = () => {
    reset()
    setOpen(false)
  }
  const short = balance !== undefined && amount !== null && amount > balance ? amount - balance : null
  const usable = amount !== null && amount > 0n && amount <= greatest && short === null
  // All that is asked is paid with room for what grows until it is recorded; a part is paid exactly.
  const paying = active && amount === greatest ? ceilingOf(terms, position, now) : (amount ?? 0n)
  const exact = text(amount ?? 0n, 'exact', true)
  return (
    <>
      <button type="button" className="button" disabled={greatest === 0n} onClick={begin}>
        {label}
      </button>
      <Sheet title={t('myLoans.pay.title')} open={open} onClose={close}>
        {state.step === 'done' ? (
          <Receipt
            rows={[{ label: t('myLoans.pay.done'), value: exact }]}
            hash={state.hash}
            block={state.block}
          />
        ) : (
          <div className={styles.sheet}>
            <AmountField
              label={t('myLoans.pay.label')}
              currency={currency}
              text={typed}
              greatest={greatest}
              onChange={(next, units) => {
                setTyped(next)
                setAmount(units)
              }}
              problem={short === null ? undefined : t('fund.short', { amount: text(short, 'exact', true) })}
              hint={t('myLoans.pay.hint', { amount: text(greatest, 'exact') })}
            />
            <dl className="pairs">
              <dt>{t('myLoans.balance')}</dt>
              <dd>{balance === undefined ? t('words.unknown') : text(balance, 'cents', false, 'down')}</dd>
            </dl>
            {usable && active && (
              <p className="t14" aria-live="polite">
                {t('myLoans.pay.after', { amount: text(principalAfter(terms, position, now, amount)) })}
                {amount < greatest && (
                  <>
                    <br />
                    <span className="late">
                      {t('myLoans.pay.less', { amount: text(greatest - amount, 'exact') })}
                    </span>
                  </>
                )}
              </p>
            )}
            <button
              type="button"
              className="button wide"
              disabled={!usable || !mayStart(state)}
              onClick={() => void repay(paying, allowed)}
            >
              {paying > (amount ?? 0n)
                ? t('myLoans.pay.confirmMost', { amount: text(paying, 'exact', true) })
                : t('myLoans.pay.confirm', { amount: exact })}
            </button>
          </div>
        )}
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
