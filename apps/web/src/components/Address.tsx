import { useState } from 'react'
import { shortened } from '../format/shortened.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './Address.module.css'

/** An address or hash: a name first where there is one, the whole on tap, and a way to copy it. */
export function Address({ value, name }: { readonly value: string; readonly name?: string | undefined }) {
  const { t } = useI18n()
  const [whole, setWhole] = useState(false)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <span className={styles.address}>
      {name && <span>{name}</span>}
      <button
        type="button"
        className={styles.value}
        aria-expanded={whole}
        title={value}
        onClick={() => setWhole(!whole)}
      >
        {whole ? value : shortened(value)}
      </button>
      <button type="button" className="text-button t13" onClick={() => void copy()}>
        <span aria-live="polite">{copied ? t('page.copied') : t('page.copy')}</span>
      </button>
    </span>
  )
}
