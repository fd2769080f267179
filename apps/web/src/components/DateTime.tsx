import { formatDate, formatDateTime, formatDay, formatMonth, formatTime } from '../format/date.ts'
import { useI18n } from '../i18n/context.tsx'

const formats = {
  date: formatDate,
  dateTime: formatDateTime,
  month: formatMonth,
  day: formatDay,
  time: formatTime,
}

interface DateTimeProps {
  /** Seconds since 1970 UTC. */
  readonly at: number
  /** `dateTime` names the zone: use it for every deadline. */
  readonly style?: keyof typeof formats
}

/** A moment, the locale's way. */
export function DateTime({ at, style = 'date' }: DateTimeProps) {
  const { locale } = useI18n()
  const iso = new Date(at * 1000).toISOString()
  return (
    <time
      className="nowrap"
      dateTime={iso}
      title={style === 'dateTime' ? undefined : formatDateTime(at, locale)}
    >
      {formats[style](at, locale)}
    </time>
  )
}
