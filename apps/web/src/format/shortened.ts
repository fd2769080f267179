/** The ends of a long hexadecimal value. */
export const shortened = (value: string): string =>
  value.length > 14 ? `${value.slice(0, 6)}…${value.slice(-4)}` : value
