import type { Column, DateFormat } from './definition.ts'

export type CellFaultCode =
  | 'notANumber'
  | 'negative'
  | 'outOfRange'
  | 'notADate'
  | 'futureDate'
  | 'empty'
  | 'noOutcome'

const SENTENCES: Record<CellFaultCode, string> = {
  notANumber: 'is not a number',
  negative: 'is negative',
  outOfRange: 'is out of range',
  notADate: 'is not a date',
  futureDate: 'lies in the future',
  empty: 'is empty',
  noOutcome: 'is no outcome the schema knows',
}

/** A cell that cannot be read: which column, what stood there, and why not. */
export class CellUnreadable extends RangeError {
  override readonly name = 'CellUnreadable'
  readonly column: string
  readonly value: string
  readonly code: CellFaultCode
  constructor(column: string, value: string, code: CellFaultCode) {
    super(`${column} ${value === '' ? '' : `"${value}" `}${SENTENCES[code]}`)
    this.column = column
    this.value = value
    this.code = code
  }
}

/** The text of a cell without blanks around it; empty for what means "not known". */
export function knownText(definition: Column, cell: string): string {
  const text = cell.trim()
  return definition.missing?.includes(text) ? '' : text
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** The number in a cell; NaN where nothing is known. */
export function numberIn(column: string, definition: Column, cell: string): number {
  const text = knownText(definition, cell)
  if (text === '') return Number.NaN
  const percent = text.endsWith('%')
  let plain = percent ? text.slice(0, -1).trimEnd() : text
  if (definition.thousands !== undefined) plain = plain.replaceAll(definition.thousands, '')
  if (definition.decimal === ',') plain = plain.replace(',', '.')
  if (!PLAIN.test(plain)) throw new CellUnreadable(column, cell.trim(), 'notANumber')
  const value = percent ? Number(plain) / 100 : Number(plain)
  if (!Number.isFinite(value)) throw new CellUnreadable(column, cell.trim(), 'outOfRange')
  if (definition.least !== undefined && value < definition.least)
    throw new CellUnreadable(
      column,
      cell.trim(),
      value < 0 && definition.least >= 0 ? 'negative' : 'outOfRange',
    )
  if (definition.greatest !== undefined && value > definition.greatest)
    throw new CellUnreadable(column, cell.trim(), 'outOfRange')
  return value
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const PATTERNS: Record<DateFormat, RegExp> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})([T ].*)?$/,
  'YYYY-MM': /^(?<y>\d{4})-(?<m>\d{2})$/,
  'YYYY/MM/DD': /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})( .*)?$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})( .*)?$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})( .*)?$/,
  'DD.MM.YYYY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})( .*)?$/,
  'MMM-YYYY': /^(?<n>[A-Za-z]{3})-(?<y>\d{4})$/,
  'MMM-YY': /^(?<n>[A-Za-z]{3})-(?<s>\d{2})$/,
}

/** Days since 1970 of the date in a cell; NaN where nothing is known. */
export function dateIn(column: string, definition: Column, cell: string, today: number): number {
  const text = knownText(definition, cell)
  if (text === '') return Number.NaN
  const parts = PATTERNS[definition.format ?? 'YYYY-MM-DD'].exec(text)?.groups
  const days = parts ? daysOf(parts) : Number.NaN
  if (Number.isNaN(days)) throw new CellUnreadable(column, text, 'notADate')
  if (days > today && definition.future !== true) throw new CellUnreadable(column, text, 'futureDate')
  return days
}

function daysOf({ y, s, m, n, d }: Record<string, string | undefined>): number {
  // Two digits of a year are those of a past credit line: 69 and above lie in the last century.
  const year = y === undefined ? Number(s) + (Number(s) >= 69 ? 1900 : 2000) : Number(y)
  const month = n === undefined ? Number(m) - 1 : MONTHS.indexOf(n.toLowerCase())
  const day = d === undefined ? 1 : Number(d)
  const time = Date.UTC(year, month, day)
  const back = new Date(time)
  // "2010-02-31" would be a day of March.
  const same = back.getUTCFullYear() === year && back.getUTCMonth() === month && back.getUTCDate() === day
  return same ? time / 86_400_000 : Number.NaN
}
