import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { platformQuery } from '../api/queries.ts'
import { formatDateTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'
import { moveTime, NothingFallsDue, type TimeStep } from './moveTime.ts'

/** Moves the local chain's clock and tells in words how it went. */
export function useMoveTime() {
  const { t, locale } = useI18n()
  const { data: platform } = useQuery(platformQuery)
  const client = useQueryClient()
  const [moving, setMoving] = useState(false)
  const [said, setSaid] = useState('')

  const move = async (step: TimeStep): Promise<void> => {
    if (!platform || moving) return
    setMoving(true)
    try {
      const now = await moveTime(platform, step)
      setSaid(t('clock.moved', { time: formatDateTime(now, locale) }))
      await client.invalidateQueries()
    } catch (error) {
      setSaid(error instanceof NothingFallsDue ? t('clock.noneDue') : t('clock.failed'))
    } finally {
      setMoving(false)
    }
  }
  return { platform, move, moving, said }
}
