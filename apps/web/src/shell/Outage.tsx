import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { useServerGone } from '../api/reachability.ts'
import { headTimeQuery } from '../chain/head.ts'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './Outage.module.css'

/** Blocks the read model may trail the chain before the page says so. */
const tolerated = 20

/** Says when the server is gone, or its record behind, and what still works. */
export function Outage() {
  const { t, locale } = useI18n()
  const gone = useServerGone()
  const { data: platform } = useQuery(platformQuery)
  const { data: head, isError } = useQuery({ ...headTimeQuery, enabled: gone })
  if (gone)
    return (
      <div className={`notice warn ${styles.outage}`} role="alert">
        <span className="strong">{t('shell.serverGone')}</span>
        <span className="ink2">
          {head !== undefined && t('shell.serverGone.more', { time: formatDateTime(head, locale) })}
          {isError && t('shell.serverGone.chainToo')}
        </span>
      </div>
    )
  const behind =
    platform !== undefined &&
    !platform.preparing &&
    (platform.indexerProblem !== null || platform.head.block - platform.indexed.block > tolerated)
  if (!behind) return null
  return (
    <div className={`notice ${styles.outage}`} role="status">
      {t('shell.indexerBehind', { time: formatDateTime(platform.indexed.time, locale) })}
    </div>
  )
}
