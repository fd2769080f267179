import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import styles from './sessions.module.css'
import { useWords } from './words/words.ts'

interface CodeEntryProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly action: string
  readonly busy: boolean
  /** Why the last code was not taken. */
  readonly problem?: string | undefined
  /** Whether one of the recovery codes is taken too. */
  readonly recovery?: boolean
  readonly onCode: (code: string) => void
  readonly onCancel?: (() => void) | undefined
}

const isWhole = (code: string, recovery: boolean) =>
  /^\d{6}$/.test(code) || (recovery && /^[a-z0-9]{12}$/i.test(code.replaceAll('-', '')))

/** Where a code is typed in; what is wrong with it stands beside it. */
export function CodeEntry(props: CodeEntryProps) {
  const { label, hint, action, busy, problem, recovery = false, onCode, onCancel } = props
  const { t } = useWords()
  const [code, setCode] = useState('')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // It appears because somebody asked for it, in place of what had the focus.
  useEffect(() => input.current?.focus(), [])
  const whole = isWhole(code.replaceAll(/\s/g, ''), recovery)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (whole && !busy) onCode(code.replaceAll(/\s/g, ''))
  }
  return (
    <form className={styles.stack} onSubmit={submit}>
      <div className={styles.code}>
        <label htmlFor={id} className="strong">
          {label}
        </label>
        <input
          ref={input}
          id={id}
          className={styles.codeInput}
          value={code}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={recovery ? 16 : 8}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setCode(event.target.value)}
        />
        <p id={`${id}-hint`} className="t13 ink3" role="status" aria-live="polite">
          {problem === undefined ? hint : <span className="failed">{problem}</span>}
        </p>
      </div>
      <div className={styles.actions}>
        <button type="submit" className="button" disabled={!whole || busy}>
          {action}
        </button>
        {onCancel && (
          <button type="button" className="button quiet" onClick={onCancel}>
            {t('sessions.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}
