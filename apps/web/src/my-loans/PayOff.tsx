import { payoff } from '@hurong/finance'
import { useState } from 'react'
import { mayStart } from '../chain/txState.ts'
import { useAmountText } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useI18n } from '../i18n/context.tsx'
import { quoteTimes, savedByPayoff, secondsToRecord } from './choices.ts'
import styles from './page.module.css'
import { usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

/** What it takes to close the loan at some moments, and closing it now. */
export function PayOff({ running }: { readonly running: Running }) {
  const { loan, terms, position, now, currency, balance, allowed } = running
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const { state, reset, payOff } = usePaying(loan)
  const [open, setOpen] = useState(false)
  const greatest = payoff(terms, position, now + secondsToRecord)
  const short = balance !== undefined && greatest > balance ? greatest - balance : null
  const close = () => {
    reset()
    setOpen(false)
  }
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        {t('myLoans.off.open')}
      </button>
      <Sheet title={t('myLoans.off.title')} open={open} onClose={close}>
        {state.step === 'done' ? (
          <Receipt
            rows={[{ label: t('myLoans.pay.done'), value: t('loans.status.repaid') }]}
            hash={state.hash}
            block={state.block}
          />
        ) : (
          <div className={styles.sheet}>
            <table className={styles.compact}>
              <thead>
                <tr>
                  <th scope="col">{t('myLoans.off.at')}</th>
                  <th scope="col" className="num">
                    {t('myLoans.off.amount')}
                  </th>
                  <th scope="col" className="num">
                    {t('myLoans.off.saved')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {quoteTimes(now).map((at) => (
                  <tr key={at}>
                    <td>{at === now ? t('myLoans.off.now') : <DateTime at={at} />}</td>
                    <td className="num">{text(payoff(terms, position, at), 'exact')}</td>
                    <td className="num">{text(savedByPayoff(terms, position, at))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="t13 ink3">{t('myLoans.off.note')}</p>
            {short !== null && (
              <p className="notice warn" role="alert">
                {t('fund.short', { amount: text(short, 'exact', true) })}
              </p>
            )}
            <button
              type="button"
              className="button wide"
              disabled={short !== null || !mayStart(state)}
              onClick={() => void payOff(greatest, allowed)}
            >
              {t('myLoans.off.confirm', { amount: text(greatest, 'exact', true) })}
            </button>
          </div>
        )}
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
