import { useEffect, useRef, useState } from 'react'
import styles from './sessions.module.css'
import { useWords } from './words/words.ts'

/** Recovery codes, shown this once, with a way to take them along. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[]
  readonly onKept: () => void
}) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const copy = () =>
    void navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className={styles.stack}>
      <h3 ref={heading} tabIndex={-1}>
        {t('sessions.recovery.title')}
      </h3>
      <p className="ink2">{t('sessions.recovery.body')}</p>
      <ul className={styles.recovery}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <button type="button" className="button" onClick={onKept}>
          {t('sessions.recovery.kept')}
        </button>
        <button type="button" className="button quiet" onClick={copy}>
          {t(copied ? 'sessions.recovery.copied' : 'sessions.recovery.copy')}
        </button>
      </div>
    </div>
  )
}
