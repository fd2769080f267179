import { AmountUnreadable, divDown, parseAmount } from '@hurong/finance'

/** What is wrong with a cell. */
export type CellFaultCode =
  | 'empty'
  | 'notANumber'
  | 'notWhole'
  | 'tooManyDecimals'
  | 'negative'
  | 'notADate'
  | 'futureDate'
  | 'outOfRange'
  | 'notInList'

const SENTENCES: Record<CellFaultCode, string> = {
  empty: 'is empty',
  notANumber: 'is not a number',
  notWhole: 'is not a whole number',
  tooManyDecimals: 'has more decimals than fit',
  negative: 'is negative',
  notADate: 'is not a date (YYYY-MM-DD)',
  futureDate: 'lies in the future',
  outOfRange: 'is out of range',
  notInList: 'is not one of the values known',
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

/** Decimals kept of a cell before it is rounded to what is wanted. */
const READ_DECIMALS = 18

/**
 * Reads the cells of one row exactly from their text: no float comes near a figure.
 * Every reader throws `CellUnreadable`; those named `…OrNull` give null for an empty cell.
 */
export type Cells = ReturnType<typeof cellsOf>

/** @param now Seconds UTC; a date after it is refused. */
export function cellsOf(row: ReadonlyMap<string, string>, now: number) {
  const text = (column: string): string => {
    const value = row.get(column)?.trim() ?? ''
    if (value === '') throw new CellUnreadable(column, value, 'empty')
    return value
  }

  const decimal = (column: string, decimals: number): bigint => {
    const value = text(column)
    try {
      const units = parseAmount(value, decimals)
      if (units < 0n) throw new CellUnreadable(column, value, 'negative')
      return units
    } catch (error) {
      if (!(error instanceof AmountUnreadable)) throw error
      throw new CellUnreadable(column, value, error.fault)
    }
  }

  /** The tape carries sums with ten decimals, left by the marketplace's own division: rounded half up. */
  const rounded = (column: string, decimals: number): bigint => {
    const fine = 10n ** BigInt(READ_DECIMALS - decimals)
    return divDown(decimal(column, READ_DECIMALS) + divDown(fine, 2n), fine)
  }

  const whole = (column: string): number => {
    const value = text(column)
    const thousandths = decimal(column, 3)
    if (thousandths % 1_000n !== 0n) throw new CellUnreadable(column, value, 'notWhole')
    const count = Number(divDown(thousandths, 1_000n))
    if (!Number.isSafeInteger(count)) throw new CellUnreadable(column, value, 'outOfRange')
    return count
  }

  const date = (column: string): number => {
    const value = text(column)
    const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
    // "2010-02-31" parses in some engines as a day of March.
    if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(value)) {
      throw new CellUnreadable(column, value, 'notADate')
    }
    if (time / 1000 > now) throw new CellUnreadable(column, value, 'futureDate')
    return time / 1000
  }

  const oneOf = <T extends string>(column: string, values: readonly T[]): T => {
    const value = text(column)
    const known = values.find((candidate) => candidate === value)
    if (known === undefined) throw new CellUnreadable(column, value, 'notInList')
    return known
  }

  const orNull =
    <T>(read: (column: string) => T) =>
    (column: string): T | null =>
      (row.get(column)?.trim() ?? '') === '' ? null : read(column)

  return {
    /** The whole row, text by column, as it stands on the tape. */
    row: (): Readonly<Record<string, string>> => Object.fromEntries(row),
    text,
    textOrNull: orNull(text),
    /** Cents, exact; more than two decimals are refused. */
    cents: (column: string) => decimal(column, 2),
    /** Cents of a sum that may carry more decimals, rounded half up. */
    centsRounded: (column: string) => rounded(column, 2),
    centsOrNull: orNull((column) => decimal(column, 2)),
    /** A fraction in millionths, exact. */
    millionths: (column: string) => decimal(column, 6),
    millionthsOrNull: orNull((column) => decimal(column, 6)),
    /** A percentage in hundredths of a per cent, exact. */
    basisPoints: (column: string) => decimal(column, 2),
    whole,
    wholeOrNull: orNull(whole),
    date,
    dateOrNull: orNull(date),
    oneOf,
  }
}
