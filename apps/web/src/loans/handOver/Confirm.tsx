import type { TxState } from '../../chain/txState.ts'
import { useAmountText } from '../../components/Amount.tsx'
import { TxButton } from '../../components/TxButton.tsx'
import { type Deed, useDeedRows } from './deed.tsx'
import styles from './HandOver.module.css'
import { useHandOverWords } from './words/words.ts'

interface ConfirmProps {
  readonly deed: Deed
  readonly currency: string
  readonly state: TxState
  readonly onPress: () => void
}

/** Exactly what goes where, for no wallet shows all of it, and the button that does it. */
export function Confirm({ deed, currency, state, onPress }: ConfirmProps) {
  const { t } = useHandOverWords()
  const written = useAmountText(currency)
  const rowsOf = useDeedRows(currency)
  return (
    <>
      <dl className={`pairs ${styles.pairs}`}>
        {rowsOf(deed).map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className="strong">{value}</dd>
          </div>
        ))}
      </dl>
      <TxButton className="button wide" state={state} onPress={onPress}>
        {t('handOver.confirm', { amount: written(deed.amount, 'exact', true) })}
      </TxButton>
    </>
  )
}
