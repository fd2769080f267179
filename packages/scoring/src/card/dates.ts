/** Days since 1970 as YYYY-MM-DD. */
export const dayText = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10)

/** The calendar quarter of a day since 1970, such as 2010 Q3. */
export function quarterOf(days: number): string {
  const date = new Date(days * 86_400_000)
  return `${date.getUTCFullYear()} Q${Math.floor(date.getUTCMonth() / 3) + 1}`
}
