import { DAY } from '@hurong/finance'

/** Time moved on by less than this brings nothing. */
const least = DAY / 2
/** Days after the beginning of a move, and before its end, at which people act; weeks without end would take minutes. */
const early = [3, 7, 14]
const late = [21, 14, 7]
/** Seconds between two of them at least. */
const apart = 4 * DAY

/**
 * When people act while the clock moves from one time to another, seconds since 1970: at its end, and on the way about
 * weekly, so that raises that would expire on the way are funded before and new ones asked for. Never more than seven.
 */
export const momentsBetween = (from: number, to: number): number[] => {
  if (to - from < least) return []
  const all = [...early.map((days) => from + days * DAY), ...late.map((days) => to - days * DAY)]
  const moments: number[] = []
  for (const at of all.filter((at) => at > from && at <= to - apart).sort((a, b) => a - b))
    if (at - (moments.at(-1) ?? 0) >= apart) moments.push(at)
  return [...moments, to]
}
