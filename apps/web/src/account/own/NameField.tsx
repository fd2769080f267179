import type { ReactNode } from 'react'
import { longestName } from '../people.ts'
import { useWords } from '../words/words.ts'
import styles from './own.module.css'

interface NameFieldProps {
  readonly label?: ReactNode
  /** What a screen reader says where the label alone would not do. */
  readonly spoken?: string
  readonly placeholder?: string
  /** Whether it may be left empty. */
  readonly optional?: boolean
  readonly name: string
  readonly onName: (name: string) => void
}

/** What the owner knows a passkey or a person by; it stays with them. */
export function NameField({ label, spoken, placeholder, optional = false, name, onName }: NameFieldProps) {
  const { t } = useWords()
  return (
    <label className={styles.field}>
      <span className="t14">{label ?? t('own.passkey.name')}</span>
      <input
        className={styles.input}
        value={name}
        maxLength={longestName}
        required={!optional}
        autoComplete="off"
        placeholder={placeholder}
        aria-label={spoken}
        onChange={(event) => onName(event.target.value)}
      />
      <span className="t13 ink3">{t('own.passkey.name.hint')}</span>
    </label>
  )
}
