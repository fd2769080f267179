import type { Holding } from '@hurong/sdk/api'
import { useCurrency } from '../../api/useCurrency.ts'
import { AddressField } from '../../components/AddressField.tsx'
import { useAmountText } from '../../components/Amount.tsx'
import { AmountField } from '../../components/AmountField.tsx'
import { Problem } from '../../components/Problem.tsx'
import { formatAmount } from '../../format/amount.ts'
import { useI18n } from '../../i18n/context.tsx'
import styles from './HandOver.module.css'
import { Refusal } from './Refusal.tsx'
import type { HandingOver } from './useHandingOver.ts'
import { useHandOverWords } from './words/words.ts'

interface HandOverFormProps {
  readonly holding: Holding
  readonly handingOver: HandingOver
  /** Something else was typed. */
  readonly onChange: () => void
}

/** Takes the receiver and the amount, and says before anything is sent what would stand against it. */
export function HandOverForm({ holding, handingOver, onChange }: HandOverFormProps) {
  const { t } = useHandOverWords()
  const { locale } = useI18n()
  const currency = useCurrency(holding.loan.currency)
  const written = useAmountText(holding.loan.currency)
  const { text, setText, amount, setAmount, fault, tried, deed } = handingOver
  const balance = BigInt(holding.balance)
  const isRaising = holding.loan.drawnAt === null
  const typeAmount = (typed: string, units: bigint | null) => {
    onChange()
    setAmount({ text: typed, units })
  }
  return (
    <>
      <p>{t(isRaising ? 'handOver.body.raising' : 'handOver.body')}</p>
      <p className="t14 ink2">{t('handOver.price')}</p>
      <AddressField
        label={t('handOver.to')}
        hint={t('handOver.to.hint')}
        text={text}
        fault={fault === null ? undefined : t(`handOver.fault.${fault}`)}
        onChange={(typed) => {
          onChange()
          setText(typed)
        }}
      />
      <AmountField
        label={t('handOver.amount')}
        currency={currency}
        text={amount.text}
        least={1n}
        greatest={balance}
        hint={t(isRaising ? 'handOver.amount.hint.raising' : 'handOver.amount.hint', {
          balance: written(balance, 'cents', true, 'down'),
          outstanding: written(holding.outstanding, 'cents', false, 'down'),
        })}
        onChange={typeAmount}
      />
      <button
        type="button"
        className={`text-button ${styles.all}`}
        onClick={() => typeAmount(formatAmount(balance, currency.decimals, locale, 'exact'), balance)}
      >
        {t('handOver.all')}
      </button>
      {tried.isFetching && !deed && <p className="t14 ink3">{t('handOver.trying')}</p>}
      {tried.error && <Problem error={tried.error} onRetry={() => void tried.refetch()} />}
      {tried.data?.reason && <Refusal tried={tried.data} currency={currency} />}
    </>
  )
}
