import { useId } from 'react'
import styles from './Choice.module.css'

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly text: string }[]
  readonly onChange: (value: V) => void
  /** Whether it narrows something now; drawn with a heavier edge. */
  readonly active?: boolean
}

/** One filter or sort order: the browser's own list, which every keyboard and phone knows. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
  active = false,
}: ChoiceProps<V>) {
  const id = useId()
  return (
    <span className={styles.choice} data-active={active || undefined}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as V)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d="m1.5 3.2 3.5 3.5 3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </span>
  )
}
