import type { ReactNode } from 'react'
import { useI18n } from '../i18n/context.tsx'
import { Address } from './Address.tsx'

interface ReceiptProps {
  readonly rows: readonly { readonly label: string; readonly value: ReactNode }[]
  readonly hash: string
  readonly block: number
}

/** What was done, exactly, and where it stands on the chain. */
export function Receipt({ rows, hash, block }: ReceiptProps) {
  const { t } = useI18n()
  return (
    <dl className="pairs" aria-label={t('tx.receipt')}>
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
