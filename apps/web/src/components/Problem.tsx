import { ApiProblem } from '../api/client.ts'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './Panel.module.css'

interface ProblemProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** Milliseconds: when the figures still shown were read; 0 if there are none. */
  readonly readAt?: number
}

/** A part that could not be read: what is wrong, what it means for money, a way to try again. */
export function Problem({ error, onRetry, readAt = 0 }: ProblemProps) {
  const { t, locale, language } = useI18n()
  return (
    <div className={styles.box} role="alert" data-panel>
      <p className="strong">{t('page.broken.title')}</p>
      <p className="t14 ink2">
        {error instanceof ApiProblem ? error.said(language) : t('page.broken.server')}{' '}
        {readAt > 0 && t('page.broken.last', { time: formatDateTime(Math.floor(readAt / 1000), locale) })}
      </p>
      {onRetry && (
        <button type="button" className="button quiet small" onClick={onRetry}>
          {t('page.retry')}
        </button>
      )}
    </div>
  )
}
