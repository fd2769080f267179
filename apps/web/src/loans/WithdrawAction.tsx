import type { Holding } from '@hurong/sdk/api'
import { useState } from 'react'
import { useCurrency } from '../api/useCurrency.ts'
import { useTransaction } from '../chain/useTransaction.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useFocusKept } from '../components/useFocusKept.ts'
import { loanName } from '../format/names.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './Mine.module.css'

/** Takes a subscription back within the reflection period, whole. */
export function WithdrawAction({ holding, open }: { readonly holding: Holding; readonly open: boolean }) {
  const { t } = useI18n()
  const { loan } = holding
  const currency = useCurrency(loan.currency)
  const text = useAmountText(loan.currency)
  const { state, run, reset } = useTransaction()
  const [asked, setAsked] = useState<string | null>(null)
  const units = asked ?? holding.balance
  const amount = text(units, 'exact', true)
  useFocusKept(open)
  const close = () => {
    reset()
    setAsked(null)
  }
  const withdraw = () =>
    void run((hurong) => hurong.loans.withdraw({ loanId: BigInt(loan.loanId), amount: BigInt(units) }))
  return (
    <>
      {open && (
        <button type="button" className="button quiet" onClick={() => setAsked(holding.balance)}>
          {t('loan.mine.withdraw', { amount: text(holding.balance) })}
        </button>
      )}
      <Sheet title={t('loan.withdraw.title')} open={asked !== null} onClose={close}>
        <div className={styles.sheet}>
          <p>{t('loan.withdraw.body', { name: loanName(loan.number), amount })}</p>
          {state.step === 'done' ? (
            <Receipt
              rows={[{ label: t('loan.withdraw.title'), value: amount }]}
              hash={state.hash}
              block={state.block}
            />
          ) : (
            <TxButton className="button wide" state={state} onPress={withdraw}>
              {t('loan.withdraw.confirm', { amount })}
            </TxButton>
          )}
        </div>
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
