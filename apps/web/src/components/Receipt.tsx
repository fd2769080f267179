import { type ReactNode, useEffect, useRef } from 'react'
import { useI18n } from '../i18n/context.tsx'
import { Address } from './Address.tsx'

interface ReceiptProps {
  readonly rows: readonly { readonly label: string; readonly value: ReactNode }[]
  readonly hash: string
  readonly block: number
}

/** What was done, exactly, and where it stands on the chain. It takes the focus of the button it stands in place of. */
export function Receipt({ rows, hash, block }: ReceiptProps) {
  const { t } = useI18n()
  const list = useRef<HTMLDListElement>(null)
  useEffect(() => {
    const { activeElement, body } = document
    if (activeElement === null || activeElement === body) list.current?.focus()
  }, [])
  return (
    <dl ref={list} className="pairs" tabIndex={-1} aria-label={t('tx.receipt')}>
      {rows.map(({ label, value }) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd className="strong">{value}</dd>
        </div>
      ))}
      <dt>{t('tx.receipt.transaction')}</dt>
      <dd>
        <Address value={hash} />
      </dd>
      <dt>{t('tx.receipt.block')}</dt>
      <dd>{block}</dd>
    </dl>
  )
}
