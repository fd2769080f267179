import { owedBeforePrepaying } from '@hurong/finance'
import { useState } from 'react'
import { mayStart } from '../chain/txState.ts'
import { useAmountText } from '../components/Amount.tsx'
import { AmountField } from '../components/AmountField.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useI18n } from '../i18n/context.tsx'
import { askedOf, prepaidBoth } from './choices.ts'
import styles from './page.module.css'
import { usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

/** Pays principal early: both choices beside each other, computed by the contract's arithmetic. */
export function Early({ running }: { readonly running: Running }) {
  const { loan, terms, position, now, currency, balance, allowed } = running
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const { state, reset, prepay } = usePaying(loan)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [amount, setAmount] = useState<bigint | null>(null)
  const [choice, setChoice] = useState<'shorterTerm' | 'smallerInstalment'>('shorterTerm')
  const { payoff } = askedOf(terms, position, now)
  const first = owedBeforePrepaying(terms, position, now)
  const both =
    amount !== null && amount > 0n && amount < payoff ? prepaidBoth(terms, position, now, amount) : null
  const short = balance !== undefined && amount !== null && amount > balance ? amount - balance : null
  const tooSmall = amount !== null && amount > 0n && amount < payoff && both === null
  const problem =
    short !== null
      ? t('fund.short', { amount: text(short, 'exact', true) })
      : tooSmall
        ? t('myLoans.early.tooSmall')
        : undefined
  const exact = text(amount ?? 0n, 'exact', true)
  const close = () => {
    reset()
    setOpen(false)
  }
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        {t('myLoans.early.open')}
      </button>
      <Sheet title={t('myLoans.early.title')} open={open} onClose={close}>
        {state.step === 'done' ? (
          <Receipt
            rows={[{ label: t('myLoans.pay.done'), value: exact }]}
            hash={state.hash}
            block={state.block}
          />
        ) : (
          <div className={styles.sheet}>
            <AmountField
              label={t('myLoans.early.label')}
              currency={currency}
              text={typed}
              greatest={payoff}
              onChange={(next, units) => {
                setTyped(next)
                setAmount(units)
              }}
              problem={problem}
              hint={t('myLoans.early.hint', { amount: text(first, 'exact') })}
            />
            {both && (
              <fieldset className={styles.choices}>
                <legend className="hidden-visually">{t('myLoans.early.choose')}</legend>
                {both.map((one) => (
                  <label key={one.choice} className={styles.choice}>
                    <input
                      type="radio"
                      name="prepayment"
                      checked={choice === one.choice}
                      onChange={() => setChoice(one.choice)}
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
            )}
            <button
              type="button"
              className="button wide"
              disabled={!both || short !== null || !mayStart(state)}
              onClick={() => amount !== null && void prepay(amount, choice, allowed)}
            >
              {t('myLoans.pay.confirm', { amount: exact })}
            </button>
          </div>
        )}
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
