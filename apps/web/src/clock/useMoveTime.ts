import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { platformQuery } from '../api/queries.ts'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { moveTime, readNextDue, readTime, type TimeStep } from './moveTime.ts'

/** Moves the local chain's clock and tells in words how it went. */
export function useMoveTime() {
  const { t, locale } = useI18n()
  const { data: platform } = useQuery(platformQuery)
  const client = useQueryClient()
  const [moving, setMoving] = useState(false)
  const [said, setSaid] = useState('')

  const move = async (step: TimeStep | 'nextDue'): Promise<void> => {
    if (!platform || moving) return
    setMoving(true)
    try {
      const until = step === 'nextDue' ? await readNextDue(await readTime(platform)) : null
      if (step === 'nextDue' && until === null) setSaid(t('clock.noneDue'))
      else {
        const now = await moveTime(platform, step === 'nextDue' ? { until: until ?? 0 } : step)
        setSaid(t('clock.moved', { time: formatDateTime(now, locale) }))
        await client.invalidateQueries()
      }
    } catch {
      setSaid(t('clock.failed'))
    } finally {
      setMoving(false)
    }
  }
  return { platform, move, moving, said }
}
