import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ServerUnreachable } from '../api/client.ts'
import { platformQuery } from '../api/queries.ts'
import { useI18n } from '../i18n/context.tsx'
import styles from './Preparing.module.css'

/** Milliseconds between two looks: that it is done changes no block, so no change tells it. */
const lookEvery = 1_000

/** Says how far the demonstration is while it is being prepared, and has everything read again when it is done. */
export function Preparing() {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data: platform } = useQuery({
    ...platformQuery,
    refetchInterval: ({ state }) => {
      if (state.error instanceof ServerUnreachable) return 5_000
      return state.data?.preparing ? lookEvery : false
    },
  })
  const preparing = platform?.preparing ?? null
  const was = useRef(false)
  useEffect(() => {
    if (was.current && preparing === null) void client.invalidateQueries()
    was.current = preparing !== null
  }, [preparing, client])
  if (preparing === null) return null
  const { loans, of } = preparing
  return (
    <div className={styles.bar} role="status">
      <div className="page">
        {of === 0 ? t('shell.preparing') : t('shell.preparing.count', { n: loans, all: of })}
      </div>
    </div>
  )
}
