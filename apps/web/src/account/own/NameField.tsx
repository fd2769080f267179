import { useWords } from '../words/words.ts'
import styles from './own.module.css'

interface NameFieldProps {
  readonly label?: string | undefined
  readonly name: string
  readonly onName: (name: string) => void
}

/** What the owner knows a passkey by; it stays with them. */
export function NameField({ label, name, onName }: NameFieldProps) {
  const { t } = useWords()
  return (
    <label className={styles.field}>
      <span className="t14">{label ?? t('own.passkey.name')}</span>
      <input
        className={styles.input}
        value={name}
        maxLength={40}
        required
        autoComplete="off"
        onChange={(event) => onName(event.target.value)}
      />
      <span className="t13 ink3">{t('own.passkey.name.hint')}</span>
    </label>
  )
}
