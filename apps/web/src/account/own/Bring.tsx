import { type Step, useTransaction } from '../../chain/useTransaction.ts'
import { TxButton } from '../../components/TxButton.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'
import { useCarrier } from './useCarrier.ts'

/** Has something done that anybody may do, by whoever here pays the network's fee; says so where nobody is. */
export function Bring({ label, step }: { readonly label: string; readonly step: Step }) {
  const { t } = useWords()
  const carrier = useCarrier()
  const { state, run } = useTransaction(carrier)
  if (carrier === null) return <p className="t14 late">{t('own.carrier.none')}</p>
  return (
    <div className={styles.change}>
      <p className="t14 ink2">
        {carrier.kind === 'server' ? t('own.carrier.server') : t('own.carrier', { name: carrier.name })}
      </p>
      <TxButton className="button" state={state} onPress={() => void run(step)}>
        {label}
      </TxButton>
      <TxStatus state={state} />
    </div>
  )
}
