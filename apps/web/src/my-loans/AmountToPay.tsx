import type { ReactNode } from 'react'
import type { TxState } from '../chain/txState.ts'
import { useAmountText } from '../components/Amount.tsx'
import { AmountField } from '../components/AmountField.tsx'
import { TxButton } from '../components/TxButton.tsx'
import { useI18n } from '../i18n/context.tsx'
import type { Running } from './useRunning.ts'

/** An amount as typed and what it says; null while it says none. */
export interface Typed {
  readonly text: string
  readonly units: bigint | null
}
export const nothingTyped: Typed = { text: '', units: null }

interface AmountToPayProps {
  readonly running: Running
  readonly state: TxState
  readonly typed: Typed
  readonly onType: (typed: Typed) => void
  readonly label: string
  readonly hint: string
  readonly greatest: bigint
  /** Why this amount won't do, apart from what the balance and the limits say. */
  readonly problem?: string | undefined
  /** Whether it may be sent, apart from that. */
  readonly usable: boolean
  /** On the button, of the amount typed; without one it says what it is for. */
  readonly confirm: string
  readonly onSend: (units: bigint) => void
  /** What the amount leads to. */
  readonly children?: ReactNode
}

/** How much, whether there is as much, what it leads to, and the button that sends it. */
export function AmountToPay(props: AmountToPayProps) {
  const { running, state, typed, onType, label, hint, greatest, problem, usable, confirm, onSend } = props
  const { currency, balance } = running
  const { t } = useI18n()
  const text = useAmountText(currency.address)
  const { units } = typed
  const short = balance !== undefined && units !== null && units > balance ? units - balance : null
  const within = units !== null && units > 0n && units <= greatest && short === null
  return (
    <>
      <AmountField
        label={label}
        currency={currency}
        text={typed.text}
        greatest={greatest}
        onChange={(next, read) => onType({ text: next, units: read })}
        problem={short === null ? problem : t('fund.short', { amount: text(short, 'cents', true, 'up') })}
        hint={hint}
      />
      <dl className="pairs">
        <dt>{t('myLoans.balance')}</dt>
        <dd>{balance === undefined ? t('words.unknown') : text(balance, 'cents', false, 'down')}</dd>
      </dl>
      {within && props.children}
      <TxButton
        className="button wide"
        state={state}
        disabled={!within || !usable}
        onPress={() => units !== null && onSend(units)}
      >
        {units === null || units === 0n ? t('myLoans.pay.confirmNone') : confirm}
      </TxButton>
    </>
  )
}
