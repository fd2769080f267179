import type { ReactNode } from 'react'
import styles from './Panel.module.css'

/** Nothing here: why, and what next. */
export function Empty({
  title,
  body,
  children,
}: {
  readonly title: string
  readonly body?: string
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.box} data-panel>
      <p className="strong">{title}</p>
      {body && <p className="t14 ink2">{body}</p>}
      {children}
    </div>
  )
}
