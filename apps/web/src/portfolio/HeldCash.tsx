import { useCurrency } from '../api/useCurrency.ts'
import { useTransaction } from '../chain/useTransaction.ts'
import { useAmountText } from '../components/Amount.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { TxStatus } from '../components/TxStatus.tsx'
import { useI18n } from '../i18n/context.tsx'

interface HeldCashProps {
  readonly units: bigint
  readonly currency: string
  readonly holder: `0x${string}`
}

/** Money the contract keeps because it could not be delivered, and the way to take it. */
export function HeldCash({ units, currency: address, holder }: HeldCashProps) {
  const { t } = useI18n()
  const currency = useCurrency(address)
  const text = useAmountText(address)
  const { state, run } = useTransaction()
  const take = () =>
    void run((hurong) => hurong.notes.payHeldCash({ currency: address as `0x${string}`, account: holder }))
  return (
    <>
      {units > 0n && (
        <div className="notice warn" style={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <span>{t('portfolio.held.body', { amount: text(units, 'cents', true, 'down') })}</span>
          <TxButton className="button quiet small" state={state} onPress={take}>
            {t('portfolio.held.take', { amount: text(units, 'exact') })}
          </TxButton>
        </div>
      )}
      <TxStatus state={state} currency={currency} />
    </>
  )
}
