import { useQuery } from '@tanstack/react-query'
import { useCurrency } from '../api/useCurrency.ts'
import { chainQuery } from '../chain/chainQuery.ts'
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

const frozenQuery = (holder: `0x${string}`) =>
  chainQuery(['frozen', holder], (hurong) => hurong.notes.readFrozen({ account: holder }))

/** Money the contract keeps because it could not be delivered, and the way to take it; there is none while its owner is frozen. */
export function HeldCash({ units, currency: address, holder }: HeldCashProps) {
  const { t } = useI18n()
  const currency = useCurrency(address)
  const text = useAmountText(address)
  const { state, run } = useTransaction()
  const { data: isFrozen = false } = useQuery(frozenQuery(holder))
  const take = () =>
    void run((hurong) => hurong.notes.payHeldCash({ currency: address as `0x${string}`, account: holder }))
  return (
    <>
      {isFrozen && (
        <p className="notice warn" role="status">
          {units > 0n
            ? t('portfolio.frozen.held', { amount: text(units, 'cents', true, 'down') })
            : t('portfolio.frozen')}
        </p>
      )}
      {units > 0n && !isFrozen && (
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
