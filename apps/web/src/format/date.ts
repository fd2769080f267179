const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options)
    formats.set(key, format)
  }
  return format
}

const zone = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone })

/** 2026年11月4日; 4 Nov 2026. `at` in seconds since 1970 UTC; the zone is the browser's unless given. */
export const formatDate = (at: number, locale: string, timeZone?: string): string =>
  dateFormat(locale, { dateStyle: locale.startsWith('zh') ? 'long' : 'medium', ...zone(timeZone) }).format(
    at * 1000,
  )

/** 2026年11月; Nov 2026. */
export const formatMonth = (at: number, locale: string, timeZone?: string): string =>
  dateFormat(locale, {
    year: 'numeric',
    month: locale.startsWith('zh') ? 'long' : 'short',
    ...zone(timeZone),
  }).format(at * 1000)

/** 11月4日; 4 Nov. */
export const formatDay = (at: number, locale: string, timeZone?: string): string =>
  dateFormat(locale, {
    month: locale.startsWith('zh') ? 'long' : 'short',
    day: 'numeric',
    ...zone(timeZone),
  }).format(at * 1000)

/** 09:00, on the 24-hour clock. */
export const formatTime = (at: number, locale: string, timeZone?: string): string =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone(timeZone) }).format(
    at * 1000,
  )

/** The offset from UTC that holds at that moment: UTC+8, UTC−3:30, UTC. */
export function formatZone(at: number, timeZone?: string): string {
  const parts = dateFormat('en-GB', { timeZoneName: 'shortOffset', ...zone(timeZone) }).formatToParts(
    at * 1000,
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
  return name.replace('GMT', 'UTC').replace(/\+0$/, '').replace('-', '\u2212')
}

/** Date and time of day with the zone, for everything that has a deadline. */
export function formatDateTime(at: number, locale: string, timeZone?: string): string {
  const date = formatDate(at, locale, timeZone)
  const time = formatTime(at, locale, timeZone)
  return locale.startsWith('zh')
    ? `${date} ${time}（${formatZone(at, timeZone)}）`
    : `${date}, ${time} (${formatZone(at, timeZone)})`
}

/** Whether two moments lie on the same calendar day. */
export const sameDay = (a: number, b: number, timeZone?: string): boolean =>
  formatDate(a, 'en-GB', timeZone) === formatDate(b, 'en-GB', timeZone)
