import type { Holding } from '@hurong/sdk/api'
import { useState } from 'react'
import { useCurrency } from '../../api/useCurrency.ts'
import { mayStart } from '../../chain/txState.ts'
import { useTransaction } from '../../chain/useTransaction.ts'
import { Receipt } from '../../components/Receipt.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { useFocusKept } from '../../components/useFocusKept.ts'
import { Confirm } from './Confirm.tsx'
import { type Deed, useDeedRows } from './deed.tsx'
import styles from './HandOver.module.css'
import { HandOverForm } from './HandOverForm.tsx'
import { useHandingOver } from './useHandingOver.ts'
import { useHandOverWords } from './words/words.ts'

interface HandOverActionProps {
  /** As last seen: the receipt stays after all of it has gone. */
  readonly holding: Holding
  readonly open: boolean
  readonly holder: `0x${string}`
}

/** Notes of a loan given to another participant, in a sheet that shows what is under way when it is opened again. */
export function HandOverAction({ holding, open, holder }: HandOverActionProps) {
  const { t } = useHandOverWords()
  const { loan } = holding
  const currency = useCurrency(loan.currency)
  const rowsOf = useDeedRows(loan.currency)
  const { state, run, reset } = useTransaction()
  const [asked, setAsked] = useState(false)
  // What was confirmed stays on screen after the figures behind it have changed.
  const [confirmed, setConfirmed] = useState<Deed | null>(null)
  const handingOver = useHandingOver(holding, holder)
  useFocusKept(open)
  const close = () => {
    reset()
    if (mayStart(state)) handingOver.clear()
    setAsked(false)
  }
  const handOver = (deed: Deed) => {
    setConfirmed(deed)
    const { receiver, amount } = deed
    void run((hurong) => hurong.notes.transfer({ receiver, seriesId: BigInt(loan.loanId), amount }))
  }
  const isUnderWay = !mayStart(state)
  const deed = isUnderWay ? confirmed : handingOver.deed
  return (
    <>
      {open && (
        <button type="button" className="button quiet" onClick={() => setAsked(true)}>
          {t('handOver.open')}
        </button>
      )}
      <Sheet title={t('handOver.title')} open={asked} onClose={close}>
        <div className={styles.form}>
          {confirmed && state.step === 'done' ? (
            <Receipt rows={rowsOf(confirmed)} hash={state.hash} block={state.block} />
          ) : (
            <>
              {!isUnderWay && <HandOverForm holding={holding} handingOver={handingOver} onChange={reset} />}
              {deed && (
                <Confirm deed={deed} currency={loan.currency} state={state} onPress={() => handOver(deed)} />
              )}
            </>
          )}
        </div>
        <TxStatus state={state} currency={currency} />
      </Sheet>
    </>
  )
}
