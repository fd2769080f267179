import type { ReactNode } from 'react'
import styles from './sessions.module.css'

interface DeviceRowProps {
  readonly name: ReactNode
  /** Said of the browser one is in. */
  readonly tag: string | undefined
  /** What else is to be said of it. */
  readonly children: ReactNode
  readonly action: string
  /** The action with the name of what it ends. */
  readonly actionLabel: string
  readonly busy: boolean
  readonly onAction: () => void
}

/** A browser of the owner's, and ending what it may. */
export function DeviceRow({ name, tag, children, action, actionLabel, busy, onAction }: DeviceRowProps) {
  return (
    <li className={styles.device}>
      <div>
        <p>
          {name} {tag && <span className="tag">{tag}</span>}
        </p>
        {children}
      </div>
      <button
        type="button"
        className="button quiet small"
        disabled={busy}
        aria-label={actionLabel}
        onClick={onAction}
      >
        {action}
      </button>
    </li>
  )
}
