import type { Currency } from '@hurong/sdk/api'
import { type ReactNode, useId, useState } from 'react'
import { formatAmount } from '../format/amount.ts'
import { readAmount } from '../format/readAmount.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './AmountField.module.css'

interface AmountFieldProps {
  readonly label: ReactNode
  readonly currency: Currency
  /** As typed; the caller keeps it. */
  readonly text: string
  readonly onChange: (text: string, units: bigint | null) => void
  readonly least?: bigint | undefined
  readonly greatest?: bigint | undefined
  /** One more rule's sentence, if it is broken. */
  readonly problem?: string | undefined
  readonly hint?: ReactNode
}

/** Why an amount as typed can't be used, as a sentence; null where it can. Nothing typed yet is no fault. */
export function useAmountFault(currency: Currency, least?: bigint, greatest?: bigint) {
  const { t, locale } = useI18n()
  return (text: string): string | null => {
    const read = readAmount(text, currency.decimals)
    if ('fault' in read) {
      if (read.fault === 'empty') return null
      if (read.fault === 'tooFine') return t('amount.field.tooFine', { decimals: currency.decimals })
      return t('amount.field.unreadable')
    }
    const written = (units: bigint) =>
      `${formatAmount(units, currency.decimals, locale, 'exact')} ${currency.symbol}`
    if (least !== undefined && read.units < least)
      return t('amount.field.tooSmall', { least: written(least) })
    if (greatest !== undefined && read.units > greatest)
      return t('amount.field.tooLarge', { greatest: written(greatest) })
    return null
  }
}

/** Takes an amount as exact base units, never as a float. */
export function AmountField({
  label,
  currency,
  text,
  onChange,
  least,
  greatest,
  problem,
  hint,
}: AmountFieldProps) {
  const id = useId()
  const [left, setLeft] = useState(false)
  const fault = useAmountFault(currency, least, greatest)(text)
  const shown = (left && fault) || problem || null
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box} data-invalid={shown !== null || undefined}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={shown !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            const read = readAmount(event.target.value, currency.decimals)
            onChange(event.target.value, 'units' in read ? read.units : null)
          }}
          onBlur={() => setLeft(true)}
        />
        <span className="unit">{currency.symbol}</span>
      </div>
      <p id={`${id}-note`} className={`t13 ${shown ? 'failed' : 'ink3'}`} role={shown ? 'alert' : undefined}>
        {shown ?? hint}
      </p>
    </div>
  )
}
