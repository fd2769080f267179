import { payoff } from '@hurong/finance'
import { useAmountText } from '../components/Amount.tsx'
import { DateTime } from '../components/DateTime.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { useI18n } from '../i18n/context.tsx'
import { quoteTimes, savedByPayoff, secondsToRecord } from './choices.ts'
import { PaySheet } from './PaySheet.tsx'
import styles from './page.module.css'
import { type Paying, usePaying } from './usePaying.ts'
import type { Running } from './useRunning.ts'

/** What it takes to close the loan at some moments, and the button that closes it now. */
function Quotes({ running, paying }: { readonly running: Running; readonly paying: Paying }) {
  const { loan, terms, position, now, balance, allowed } = running
  const { t } = useI18n()
  const text = useAmountText(loan.currency)
  const greatest = payoff(terms, position, now + secondsToRecord)
  const short = balance !== undefined && greatest > balance ? greatest - balance : null
  return (
    <>
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
              <td className="num">{text(payoff(terms, position, at), 'cents', false, 'up')}</td>
              <td className="num">{text(savedByPayoff(terms, position, at))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="t13 ink3">{t('myLoans.off.note')}</p>
      {short !== null && (
        <p className="notice warn" role="alert">
          {t('fund.short', { amount: text(short, 'cents', true, 'up') })}
        </p>
      )}
      <TxButton
        className="button wide"
        state={paying.state}
        disabled={short !== null}
        onPress={() => void paying.payOff(greatest, allowed)}
      >
        {t('myLoans.off.confirm', { amount: text(greatest, 'exact', true) })}
      </TxButton>
    </>
  )
}

/** Closes the loan. */
export function PayOff({ running }: { readonly running: Running }) {
  const { t } = useI18n()
  const paying = usePaying(running.loan)
  const active = running.position.status === 'active'
  return (
    <PaySheet
      state={paying.state}
      reset={paying.reset}
      currency={running.currency}
      label={t('myLoans.off.open')}
      title={t('myLoans.off.title')}
      open={active}
      paid={t('loans.status.repaid')}
    >
      {active && <Quotes running={running} paying={paying} />}
    </PaySheet>
  )
}
