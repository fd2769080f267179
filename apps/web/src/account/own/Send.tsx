import type { SpendingState } from '@hurong/sdk/accounts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCurrency } from '../../api/useCurrency.ts'
import { balanceQuery } from '../../chain/chainQuery.ts'
import { useTransaction } from '../../chain/useTransaction.ts'
import { AddressField } from '../../components/AddressField.tsx'
import { useAmountText } from '../../components/Amount.tsx'
import { AmountField } from '../../components/AmountField.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Receipt } from '../../components/Receipt.tsx'
import { TxButton } from '../../components/TxButton.tsx'
import { TxStatus } from '../../components/TxStatus.tsx'
import { currencyName } from '../../format/currencyName.ts'
import { useI18n } from '../../i18n/context.tsx'
import { typedAddress } from '../typedAddress.ts'
import { useWords } from '../words/words.ts'
import { leftOf } from './left.ts'
import styles from './own.module.css'
import { payeeQuery } from './payee.ts'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

interface Payment {
  readonly payee: Hex
  readonly amount: bigint
}

/** Exactly what goes where, for the authenticator shows none of it; the confirmation; the receipt. */
function Confirm({
  own,
  spending,
  isKnown,
  payment: { payee, amount },
  onBegin,
  onAgain,
}: {
  readonly own: Own
  readonly spending: SpendingState
  readonly isKnown: boolean
  readonly payment: Payment
  readonly onBegin: () => void
  readonly onAgain: () => void
}) {
  const { t } = useWords()
  const currency = useCurrency(spending.currency)
  const written = useAmountText(spending.currency)
  const { state, run } = useTransaction(own.acting)
  const left = leftOf(spending.newPayees, spending.paidToNew)
  const rows = [
    { label: t('own.send.what'), value: written(amount, 'exact', true) },
    { label: t('own.send.to'), value: <code className={styles.payee}>{payee}</code> },
  ]
  if (state.step === 'done')
    return (
      <>
        <Receipt rows={rows} hash={state.hash} block={state.block} />
        <button type="button" className="button quiet small" onClick={onAgain}>
          {t('own.send.again')}
        </button>
        <TxStatus state={state} currency={currency} />
      </>
    )
  return (
    <>
      <dl className="pairs">
        {rows.map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className="strong">{value}</dd>
          </div>
        ))}
      </dl>
      {!isKnown && <p className="t14 ink2">{t('own.send.new', { left: written(left, 'cents', true) })}</p>}
      <TxButton
        className="button"
        state={state}
        disabled={own.here.length === 0}
        onPress={() => {
          onBegin()
          void run((hurong) => hurong.currency.pay({ currency: spending.currency, to: payee, amount }))
        }}
      >
        {t('own.send.do', { amount: written(amount, 'exact', true) })}
      </TxButton>
      <TxStatus state={state} currency={currency} />
    </>
  )
}

function Form({ own, spending }: { readonly own: Own; readonly spending: SpendingState }) {
  const { t } = useWords()
  const currency = useCurrency(spending.currency)
  const written = useAmountText(spending.currency)
  const { data: balance } = useQuery(balanceQuery(spending.currency, own.address))
  const [text, setText] = useState('')
  const [amount, setAmount] = useState<{ text: string; units: bigint | null }>({ text: '', units: null })
  // Payments are told apart, so that a second one alike has a receipt of its own.
  const [sent, setSent] = useState(0)
  const [begun, setBegun] = useState<string | null>(null)
  const typed = typedAddress(text, own.address)
  const payee = typed && 'address' in typed ? typed.address : null
  const { data: known } = useQuery({ ...payeeQuery(own.address, text), enabled: payee !== null })
  const fault = typed && 'fault' in typed ? typed.fault : (known?.fault ?? null)
  const again = () => {
    setText('')
    setAmount({ text: '', units: null })
    setSent(sent + 1)
  }
  const { units } = amount
  const key = `${payee} ${units} ${sent}`
  // What was just sent may be more than is left now, and its receipt stays.
  const isCovered = begun === key || (balance !== undefined && units !== null && units <= balance)
  const isSound = payee !== null && fault === null && known && units !== null && units > 0n && isCovered
  return (
    <div className={`${styles.narrow} ${styles.gap}`}>
      <AddressField
        label={t('own.send.payee')}
        hint={t('own.send.payee.hint')}
        text={text}
        fault={fault === null ? undefined : t(`own.send.fault.${fault}`)}
        onChange={setText}
      />
      <AmountField
        label={t('own.send.amount')}
        currency={currency}
        text={amount.text}
        least={1n}
        greatest={balance}
        hint={
          balance === undefined
            ? undefined
            : t('own.send.balance', { balance: written(balance, 'cents', true, 'down') })
        }
        onChange={(typedAmount, read) => setAmount({ text: typedAmount, units: read })}
      />
      {isSound && (
        <Confirm
          key={key}
          own={own}
          spending={spending}
          isKnown={known.isKnown}
          payment={{ payee, amount: units }}
          onBegin={() => setBegun(key)}
          onAgain={again}
        />
      )}
      {!isSound && (
        <button type="button" className="button" disabled>
          {t('own.send.first')}
        </button>
      )}
    </div>
  )
}

/** Money out of the account, to whoever its owner says. */
export function Send({ own }: { readonly own: Own }) {
  const { t } = useWords()
  const i18n = useI18n()
  const { spending } = own.state
  const [chosen, setChosen] = useState<string | undefined>(spending[0]?.currency)
  const of = spending.find(({ currency }) => currency === chosen)
  const named = (address: string) => {
    const currency = own.platform.currencies.find((one) => one.address === address.toLowerCase())
    return currency ? currencyName(currency, own.platform.local, i18n) : address
  }
  if (of === undefined) return null
  return (
    <section className="section" id="send">
      <header className="section-head">
        <h2>{t('own.send')}</h2>
      </header>
      <div className={styles.narrow}>
        <p className="t14 ink2">{t('own.send.body')}</p>
        {spending.length > 1 && (
          <Choice
            label={t('own.send.currency')}
            value={of.currency}
            options={spending.map(({ currency }) => ({ value: currency, text: named(currency) }))}
            onChange={setChosen}
          />
        )}
      </div>
      <Form key={of.currency} own={own} spending={of} />
    </section>
  )
}
