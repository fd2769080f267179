import type { Holding } from '@hurong/sdk/api'
import { type ReactNode, useState } from 'react'
import { useCurrency } from '../api/useCurrency.ts'
import { type Step, useTransaction } from '../chain/useTransaction.ts'
import { useAmountText } from '../components/Amount.tsx'
import { Receipt } from '../components/Receipt.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useFocusKept } from '../components/useFocusKept.ts'
import { useI18n } from '../i18n/context.tsx'
import { claimableOf, claimBatches } from './batches.ts'
import styles from './page.module.css'

interface ClaimSheetProps {
  /** Of one currency. */
  readonly holdings: readonly Holding[]
  readonly currency: string
  readonly holder: `0x${string}`
  readonly className: string
  readonly label?: string | undefined
  readonly children: ReactNode
}

/**
 * A button, where there is anything, and the sheet it opens: takes out what some loans have ready, exactly as shown. It
 * stays on the page when nothing is left, so that the receipt can be read.
 */
export function ClaimSheet({
  holdings,
  currency: address,
  holder,
  className,
  label,
  children,
}: ClaimSheetProps) {
  const { t } = useI18n()
  const currency = useCurrency(address)
  const text = useAmountText(address)
  const { state, run, reset } = useTransaction()
  // What was asked for stays on screen after it has been paid and the figures behind have changed.
  const [asked, setAsked] = useState<readonly Holding[] | null>(null)
  const shown = asked ?? holdings
  const batches = claimBatches(shown)
  const exact = text(claimableOf(shown), 'exact', true)
  const claimable = claimableOf(holdings)
  useFocusKept(claimable > 0n)
  const close = () => {
    reset()
    setAsked(null)
  }
  const steps = batches.map(
    (seriesIds): Step =>
      (hurong) =>
        hurong.notes.claim({ seriesIds, holder }),
  )
  return (
    <>
      {claimable > 0n && (
        <button type="button" className={className} aria-label={label} onClick={() => setAsked(holdings)}>
          {children}
        </button>
      )}
      <Sheet title={t('portfolio.claim.title')} open={asked !== null} onClose={close}>
        <div className={styles.sheet}>
          <p className="figure">{exact}</p>
          <p>
            {t('portfolio.claim.body', { n: batches.reduce((sum, { length }) => sum + length, 0) })}{' '}
            {batches.length > 1 && t('portfolio.claim.calls', { n: batches.length })}
          </p>
          {state.step === 'done' ? (
            <Receipt
              rows={[{ label: t('portfolio.claim.title'), value: exact }]}
              hash={state.hash}
              block={state.block}
            />
          ) : (
            <TxButton className="button wide" state={state} onPress={() => void run(...steps)}>
              {t('portfolio.claim.confirm', { amount: exact })}
            </TxButton>
          )}
        </div>
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
