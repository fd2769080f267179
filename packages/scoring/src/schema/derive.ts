import { log } from '../model/exponential.ts'
import { dateIn, knownText, numberIn } from './cell.ts'
import type {
  CategoricalInputDefinition,
  Column,
  Derivation,
  LevelDerivation,
  NumericInputDefinition,
  Schema,
} from './definition.ts'

/** The cells of one row, by column. */
export interface RowReader {
  /** The number of a column; NaN = not known. */
  number(column: string): number
  /** Days since 1970 of a column; NaN = not known. */
  date(column: string): number
  /** The text of a column; empty = not known. */
  text(column: string): string
}

/**
 * Reads cells as the schema says.
 * @param cellOf The text of a column in the row that is being read.
 * @param today Days since 1970; dates after it are refused.
 */
export function rowReader(schema: Schema, cellOf: (column: string) => string, today: number): RowReader {
  const definitionOf = (column: string): Column => {
    const definition = schema.columns[column]
    if (!definition) throw new RangeError(`The schema ${schema.name} has no column ${column}.`)
    return definition
  }
  return {
    number: (column) => numberIn(column, definitionOf(column), cellOf(column)),
    date: (column) => dateIn(column, definitionOf(column), cellOf(column), today),
    text: (column) => knownText(definitionOf(column), cellOf(column)),
  }
}

/** Today in days since 1970. */
export const todayInDays = (): number => Math.floor(Date.now() / 86_400_000)

/**
 * The value of a numeric input in a row, scaled and clamped; NaN = missing.
 * @throws CellUnreadable for the first cell that cannot be read.
 */
export function numberOf(schema: Schema, input: NumericInputDefinition, row: RowReader): number {
  const value = derived(schema, input.from, row) * (input.scale ?? 1)
  if (!Number.isFinite(value)) return Number.NaN
  if (input.min !== undefined && value < input.min) return input.min
  if (input.max !== undefined && value > input.max) return input.max
  return value
}

function derived(schema: Schema, from: Derivation, row: RowReader): number {
  const of = (part: Derivation): number => derived(schema, part, row)
  if ('column' in from)
    return schema.columns[from.column]?.type === 'date' ? row.date(from.column) : row.number(from.column)
  if ('constant' in from) return from.constant
  if ('sum' in from) return from.sum.reduce((sum, part) => sum + of(part), 0)
  if ('difference' in from) return of(from.difference[0]) - of(from.difference[1])
  if ('product' in from) return from.product.reduce((product, part) => product * of(part), 1)
  if ('ratio' in from) return finite(of(from.ratio[0]) / of(from.ratio[1]))
  if ('least' in from) return Math.min(...from.least.map(of))
  if ('greatest' in from) return Math.max(...from.greatest.map(of))
  if ('firstKnown' in from) return from.firstKnown.map(of).find((value) => !Number.isNaN(value)) ?? Number.NaN
  if ('log1p' in from) return finite(log(1 + of(from.log1p)))
  if ('days' in from) return row.date(from.days.to) - row.date(from.days.from)
  if ('months' in from) return monthsBetween(row.date(from.months.from), row.date(from.months.to))
  if ('years' in from) return wholeYears(monthsBetween(row.date(from.years.from), row.date(from.years.to)))
  if ('monthOfYear' in from) return monthOfYear(row.date(from.monthOfYear))
  if ('textLength' in from) return [...row.text(from.textLength)].length
  if ('present' in from) return row.text(from.present) === '' ? 0 : 1
  return from.lookup.values[row.text(from.lookup.column)] ?? Number.NaN
}

const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)

const wholeYears = (months: number): number => Math.floor(months / 12)

const monthOfYear = (days: number): number =>
  Number.isNaN(days) ? Number.NaN : new Date(days * 86_400_000).getUTCMonth() + 1

/** Whole calendar months from one day to another, both days since 1970; less than 0 when the second lies before. */
export function monthsBetween(from: number, to: number): number {
  if (Number.isNaN(from) || Number.isNaN(to)) return Number.NaN
  const [a, b] = [new Date(from * 86_400_000), new Date(to * 86_400_000)]
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months
}

/** The level of a categorical input in a row; empty = missing. */
export const levelOf = (input: CategoricalInputDefinition, row: RowReader): string => level(input.from, row)

function level(from: LevelDerivation, row: RowReader): string {
  if ('column' in from) return row.text(from.column)
  if ('prefix' in from) return [...row.text(from.prefix.column)].slice(0, from.prefix.length).join('')
  if ('joined' in from) {
    const texts = from.joined.map((column) => row.text(column))
    return texts.includes('') ? '' : texts.join(' / ')
  }
  const text = row.text(from.grouped.column)
  if (text === '') return ''
  const group = Object.entries(from.grouped.levels).find(([, texts]) => texts.includes(text))
  return group?.[0] ?? from.grouped.otherwise ?? text
}
