import type { I18n } from '../i18n/context.tsx'

const minute = 60
const hour = 3_600
const day = 86_400

/** A span as people say it, in its one or two greatest units, rounded down: 1天19小时, 5 days. */
export function formatDuration(seconds: number, { t, language }: I18n): string {
  if (seconds < hour) return t('words.minutes', { n: Math.max(0, Math.floor(seconds / minute)) })
  if (seconds < day) return t('words.hours', { n: Math.floor(seconds / hour) })
  const days = Math.floor(seconds / day)
  const hours = Math.floor((seconds % day) / hour)
  if (days >= 3 || hours === 0) return t('words.days', { n: days })
  return [t('words.days', { n: days }), t('words.hours', { n: hours })].join(language === 'zh' ? '' : ' ')
}
