import { formatUnits } from '@hurong/finance'
import type { DateFormat, Schema } from '../schema/definition.ts'

/** The loan that is asked for. */
export type AskedFor = {
  /** Base units of the currency. */
  readonly principal: bigint
  /** Of the currency. */
  readonly decimals: number
  readonly months: number
  /** Seconds since 1970. */
  readonly now: number
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day, as YYYY-MM-DD, in the form a schema's column has it. */
export function dateText(iso: string, format: DateFormat = 'YYYY-MM-DD'): string {
  const [year = '', month = '', day = ''] = iso.split('-')
  const name = MONTHS[Number(month) - 1] ?? ''
  switch (format) {
    case 'YYYY-MM-DD':
      return iso
    case 'YYYY-MM':
      return `${year}-${month}`
    case 'YYYY/MM/DD':
      return `${year}/${month}/${day}`
    case 'YYYYMMDD':
      return `${year}${month}${day}`
    case 'DD/MM/YYYY':
      return `${day}/${month}/${year}`
    case 'MM/DD/YYYY':
      return `${month}/${day}/${year}`
    case 'DD.MM.YYYY':
      return `${day}.${month}.${year}`
    case 'MMM-YYYY':
      return `${name}-${year}`
    case 'MMM-YY':
      return `${name}-${year.slice(2)}`
  }
}

/** The column of the sum asked for: what the input named `amount` reads. */
function amountColumn({ inputs }: Schema): string | undefined {
  const from = inputs.find(({ name }) => name === 'amount')?.from
  return from && 'column' in from ? from.column : undefined
}

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/**
 * The fields that follow from what is asked for and when: the amount in whole units, the term, the day. The applicant does
 * not say them, so that a score is never of another loan.
 */
export function askedFields(
  schema: Schema,
  { principal, decimals, months, now }: AskedFor,
): Record<string, string> {
  const fields: Record<string, string> = {}
  const amount = amountColumn(schema)
  if (amount !== undefined)
    fields[amount] = withoutZeros(formatUnits(principal, decimals)).replace(
      '.',
      schema.columns[amount]?.decimal ?? '.',
    )
  if (schema.term !== undefined) fields[schema.term] = String(months)
  const today = new Date(now * 1_000).toISOString().slice(0, 10)
  for (const [column, { role, format }] of Object.entries(schema.columns))
    if (role === 'issueDate') fields[column] = dateText(today, format)
  return fields
}

/** The columns of the fields that follow from what is asked for. */
export const askedColumns = (schema: Schema): readonly string[] =>
  Object.keys(askedFields(schema, { principal: 0n, decimals: 0, months: 0, now: 0 }))
