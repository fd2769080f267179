import type { Currency } from '@hurong/sdk/api'
import { type ReactNode, useState } from 'react'
import type { TxState } from '../chain/txState.ts'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useFocusKept } from '../components/useFocusKept.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './page.module.css'

interface PaySheetProps {
  /** Of the payment the sheet sends. */
  readonly state: TxState
  readonly reset: () => void
  readonly currency: Currency
  readonly label: string
  readonly title: string
  /** Whether there is anything to pay this way now; nothing opens where there is not. */
  readonly open: boolean
  readonly className?: string
  /** What the receipt says was paid. */
  readonly paid: ReactNode
  readonly children: ReactNode
}

/**
 * A button and the sheet it opens: what is to be paid, then where the payment stands, then the receipt, which stays when
 * with it the whole loan has been paid.
 */
export function PaySheet(props: PaySheetProps) {
  const { state, reset, currency, label, title, open, className = 'button quiet', paid, children } = props
  const { t } = useI18n()
  const [shown, setShown] = useState(false)
  useFocusKept(open)
  const close = () => {
    reset()
    setShown(false)
  }
  return (
    <>
      {open && (
        <button type="button" className={className} onClick={() => setShown(true)}>
          {label}
        </button>
      )}
      <Sheet title={title} open={shown} onClose={close}>
        {state.step === 'done' ? (
          <Receipt
            rows={[{ label: t('myLoans.pay.done'), value: paid }]}
            hash={state.hash}
            block={state.block}
          />
        ) : (
          open && <div className={styles.sheet}>{children}</div>
        )}
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
