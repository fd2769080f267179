import { divDown } from '@hurong/finance'
import type { Holding } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { spelledAddressIn } from '../../account/links.ts'
import { type AddressFault, typedAddress } from '../../account/typedAddress.ts'
import { useCurrency } from '../../api/useCurrency.ts'
import { chainQuery } from '../../chain/chainQuery.ts'
import { mayStart } from '../../chain/txState.ts'
import { useTransaction } from '../../chain/useTransaction.ts'
import { AddressField } from '../../components/AddressField.tsx'
import { useAmountText } from '../../components/Amount.tsx'
import { AmountField } from '../../components/AmountField.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Receipt } from '../../components/Receipt.tsx'
import { TxButton } from '../../components/TxButton.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { formatAmount } from '../../format/amount.ts'
import { participantName } from '../../format/names.ts'
import { useI18n } from '../../i18n/context.tsx'
import styles from './HandOver.module.css'
import { Refusal } from './Refusal.tsx'
import type { TriedHandingOver } from './tryHandingOver.ts'
import { useHandOverWords } from './words/words.ts'

type Hex = `0x${string}`

interface HandOverFormProps {
  readonly holding: Holding
  readonly holder: Hex
}

const triedQuery = (holder: Hex, loanId: string, receiver: string, amount: bigint) =>
  chainQuery(['handingOver', holder, loanId, receiver, amount.toString()], async (hurong) => {
    const { tryHandingOver } = await import('./tryHandingOver.ts')
    return tryHandingOver(hurong, { holder, receiver, seriesId: BigInt(loanId), amount })
  })

/** What goes to whom, what comes back with it: exactly what is confirmed, and what the receipt says. */
interface Deed {
  readonly receiver: Hex
  readonly receiverId: number
  readonly amount: bigint
  readonly owed: bigint
  readonly paid: bigint
}

function useRows(currency: string) {
  const { t } = useHandOverWords()
  const text = useAmountText(currency)
  return ({ receiver, receiverId, amount, owed, paid }: Deed) => [
    {
      label: t('handOver.row.receiver'),
      value: (
        <>
          {participantName(receiverId)} <code className={styles.address}>{receiver}</code>
        </>
      ),
    },
    { label: t('handOver.row.notes'), value: text(amount, 'exact', true) },
    { label: t('handOver.row.owed'), value: text(owed, 'exact', true, 'down') },
    { label: t('handOver.row.paid'), value: text(paid, 'exact', true, 'down') },
  ]
}

/** What was typed, tried out on the contract as soon as it is whole. */
function useHandingOver({ holding, holder }: HandOverFormProps) {
  const [text, setText] = useState('')
  const [amount, setAmount] = useState<{ text: string; units: bigint | null }>({ text: '', units: null })
  const balance = BigInt(holding.balance)
  const typed = typedAddress(text, holder)
  const receiver = typed && 'address' in typed ? typed.address : null
  const { units } = amount
  const isWhole = receiver !== null && units !== null && units > 0n && units <= balance
  // An address alone is tried with the least there is: whether its owner may hold these notes at all.
  const attempt = isWhole ? units : 1n
  const spelled = spelledAddressIn(text) ?? ''
  const tried = useQuery({
    ...triedQuery(holder, holding.loan.loanId, spelled, attempt),
    enabled: receiver !== null && balance > 0n,
  })
  const fault: AddressFault | null =
    typed && 'fault' in typed ? typed.fault : tried.data?.isMistyped ? 'mistyped' : null
  const deedBy = ({ receiverId }: TriedHandingOver): Deed | null =>
    receiver && isWhole
      ? {
          ...{ receiver, receiverId, amount: units },
          owed: divDown(BigInt(holding.outstanding) * units, balance),
          paid: BigInt(holding.claimable),
        }
      : null
  const isAgreed = tried.data && !tried.data.isMistyped && tried.data.reason === null
  const deed = isAgreed ? deedBy(tried.data) : null
  return { text, setText, amount, setAmount, fault, tried, deed }
}

/** Takes the receiver and the amount, says before anything is sent what would stand against it, and hands the notes over. */
export function HandOverForm({ holding, holder }: HandOverFormProps) {
  const { t } = useHandOverWords()
  const { locale } = useI18n()
  const currency = useCurrency(holding.loan.currency)
  const written = useAmountText(holding.loan.currency)
  const rowsOf = useRows(holding.loan.currency)
  const { text, setText, amount, setAmount, fault, tried, deed } = useHandingOver({ holding, holder })
  const { state, run, reset } = useTransaction()
  // What was confirmed stays on screen after the figures behind it have changed.
  const [confirmed, setConfirmed] = useState<Deed | null>(null)
  const under = mayStart(state) && state.step !== 'done' ? null : confirmed
  const shown = under ?? deed
  const balance = BigInt(holding.balance)
  const handOver = (made: Deed) => {
    setConfirmed(made)
    void run((hurong) =>
      hurong.notes.transfer({
        ...{ receiver: made.receiver, seriesId: BigInt(holding.loan.loanId), amount: made.amount },
      }),
    )
  }
  if (state.step === 'done' && confirmed)
    return (
      <div className={styles.form}>
        <Receipt rows={rowsOf(confirmed)} hash={state.hash} block={state.block} />
        <TxStatus state={state} currency={currency} />
      </div>
    )
  return (
    <div className={styles.form}>
      {!under && (
        <>
          <p>{t('handOver.body')}</p>
          <p className="t14 ink2">{t('handOver.price')}</p>
          <AddressField
            label={t('handOver.to')}
            hint={t('handOver.to.hint')}
            text={text}
            fault={fault === null ? undefined : t(`handOver.fault.${fault}`)}
            onChange={(typed) => {
              reset()
              setText(typed)
            }}
          />
          <AmountField
            label={t('handOver.amount')}
            currency={currency}
            text={amount.text}
            least={1n}
            greatest={balance}
            hint={t('handOver.amount.hint', {
              balance: written(balance, 'exact', true),
              outstanding: written(holding.outstanding, 'cents', false, 'down'),
            })}
            onChange={(typed, units) => {
              reset()
              setAmount({ text: typed, units })
            }}
          />
          <button
            type="button"
            className={`text-button ${styles.all}`}
            onClick={() => {
              reset()
              setAmount({ text: formatAmount(balance, currency.decimals, locale, 'exact'), units: balance })
            }}
          >
            {t('handOver.all')}
          </button>
        </>
      )}
      {tried.isFetching && !shown && <p className="t14 ink3">{t('handOver.trying')}</p>}
      {tried.error && !shown && <Problem error={tried.error} onRetry={() => void tried.refetch()} />}
      {tried.data?.reason && !shown && <Refusal tried={tried.data} currency={currency} />}
      {shown && (
        <>
          <dl className={`pairs ${styles.pairs}`}>
            {rowsOf(shown).map(({ label, value }) => (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd className="strong">{value}</dd>
              </div>
            ))}
          </dl>
          <TxButton className="button wide" state={state} onPress={() => handOver(shown)}>
            {t('handOver.confirm', { amount: written(shown.amount, 'exact', true) })}
          </TxButton>
        </>
      )}
      <TxStatus state={state} currency={currency} />
    </div>
  )
}
