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
import { useI18n } from '../i18n/context.tsx'
import styles from './Mine.module.css'

/** Takes out what one loan has ready for its holder; confirmed once in a sheet that shows the exact amount. */
export function ClaimAction({
  holding,
  open,
  holder,
}: {
  readonly holding: Holding
  readonly open: boolean
  readonly holder: `0x${string}`
}) {
  const { t } = useI18n()
  const currency = useCurrency(holding.loan.currency)
  const text = useAmountText(holding.loan.currency)
  const { state, run, reset } = useTransaction()
  const [asked, setAsked] = useState<string | null>(null)
  const units = asked ?? holding.claimable
  const exact = text(units, 'exact', true)
  useFocusKept(open)
  const close = () => {
    reset()
    setAsked(null)
  }
  const claim = () =>
    void run((hurong) => hurong.notes.claim({ seriesIds: [BigInt(holding.loan.loanId)], holder }))
  return (
    <>
      {open && (
        <button type="button" className="button" onClick={() => setAsked(holding.claimable)}>
          {t('loan.mine.claim', { amount: text(holding.claimable, 'cents', false, 'down') })}
        </button>
      )}
      <Sheet title={t('loan.claim.title')} open={asked !== null} onClose={close}>
        <div className={styles.sheet}>
          <p className="figure">{exact}</p>
          <p>{t('loan.claim.body', { fee: text(0n, 'exact', true) })}</p>
          {state.step === 'done' ? (
            <Receipt
              rows={[{ label: t('loan.claim.title'), value: exact }]}
              hash={state.hash}
              block={state.block}
            />
          ) : (
            <TxButton className="button wide" state={state} onPress={claim}>
              {t('loan.claim.confirm', { amount: exact })}
            </TxButton>
          )}
        </div>
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
