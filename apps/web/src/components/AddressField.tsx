import { useId } from 'react'
import styles from './AddressField.module.css'

interface AddressFieldProps {
  readonly label: string
  readonly hint: string
  /** As typed; the caller keeps it. */
  readonly text: string
  readonly onChange: (text: string) => void
  /** Why nobody is found at what was typed, as a sentence. */
  readonly fault: string | undefined
}

/** Takes somebody's address. It has more than one line, so that all of an address is seen on a phone. */
export function AddressField({ label, hint, text, onChange, fault }: AddressFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id} className="t14">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        className={styles.box}
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value.replaceAll('\n', ''))}
      />
      <span
        id={`${id}-note`}
        className={`t13 ${fault ? 'failed' : 'ink3'}`}
        role={fault ? 'alert' : undefined}
      >
        {fault ?? hint}
      </span>
    </div>
  )
}
