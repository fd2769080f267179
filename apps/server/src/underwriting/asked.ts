import { DAY } from '@hurong/finance'
import { type Cells, fieldsOf, type ModelContent } from '@hurong/scoring/explain'
import { methodsOfMask } from '@hurong/sdk'
import type { Method } from '@hurong/sdk/api'
import { eq } from 'drizzle-orm'
import { products } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'

/** What is asked for. */
export interface Asked {
  readonly productId: number
  /** Base units. */
  readonly principal: bigint
  readonly method: Method
  /** Months. */
  readonly count: number
}

export type ProductRow = typeof products.$inferSelect

/** A field that cannot be taken, in both languages. */
export const badField = (path: string, en: string, zh: string): ApiProblem =>
  new ApiProblem('BadRequest', `${path}: ${en}`, [{ path, message: en, zh }], `${path}:${zh}`)

const daysPerMonth = 30

export const termAllowed = (product: ProductRow, count: number): boolean =>
  count * daysPerMonth >= product.leastTermDays && count * daysPerMonth <= product.greatestTermDays

/** The product asked for. @throws ApiProblem naming what of the request the product does not allow. */
export const productFor = async ({ database }: ReadAt, asked: Asked): Promise<ProductRow> => {
  const { productId, principal, method, count } = asked
  const [product] = await database.select().from(products).where(eq(products.productId, productId))
  if (product === undefined || !product.open)
    throw badField(
      'productId',
      `there is no product ${productId} open to requests.`,
      `产品 ${productId} 未开放。`,
    )
  if (principal < product.leastPrincipal || principal > product.greatestPrincipal)
    throw badField(
      'principal',
      `is ${principal}; the product allows ${product.leastPrincipal} to ${product.greatestPrincipal} base units.`,
      `为 ${principal};该产品允许 ${product.leastPrincipal} 至 ${product.greatestPrincipal} 基本单位。`,
    )
  if (!methodsOfMask(product.methods).includes(method))
    throw badField('method', `the product does not allow ${method}.`, `该产品不支持 ${method}。`)
  if (!termAllowed(product, count))
    throw badField(
      'count',
      `is ${count} months; the product allows ${product.leastTermDays} to ${product.greatestTermDays} days.`,
      `为 ${count} 个月;该产品允许 ${product.leastTermDays} 至 ${product.greatestTermDays} 天。`,
    )
  return product
}

/** The column a schema's input named `amount` reads: the sum asked for, in whole units of the currency. */
const amountColumn = ({ schema }: ModelContent): string | undefined => {
  const from = schema.inputs.find(({ name }) => name === 'amount')?.from
  return typeof from === 'object' && 'column' in from ? from.column : undefined
}

const dateTexts: Record<string, (iso: string) => string> = {
  'YYYY-MM-DD': (iso) => iso,
  'YYYY-MM': (iso) => iso.slice(0, 7),
  'YYYY/MM/DD': (iso) => iso.replaceAll('-', '/'),
  YYYYMMDD: (iso) => iso.replaceAll('-', ''),
  'DD/MM/YYYY': (iso) => iso.split('-').reverse().join('/'),
  'MM/DD/YYYY': (iso) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`,
  'DD.MM.YYYY': (iso) => iso.split('-').reverse().join('.'),
  'MMM-YYYY': (iso) => `${monthOf(iso)}-${iso.slice(0, 4)}`,
  'MMM-YY': (iso) => `${monthOf(iso)}-${iso.slice(2, 4)}`,
}
const monthOf = (iso: string): string =>
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    Number(iso.slice(5, 7)) - 1
  ] ?? ''

/** A text for a number of base units in whole units of the currency, with the schema's decimal sign. */
const wholeUnits = (principal: bigint, decimals: number, sign: string): string => {
  const digits = principal.toString().padStart(decimals + 1, '0')
  const whole = decimals === 0 ? digits : digits.slice(0, -decimals)
  const rest = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '')
  return rest === '' ? whole : `${whole}${sign}${rest}`
}

/** What the model reads of an application, and which of its fields the applicant said nothing of, not even "not known". */
export interface Completed {
  readonly cells: Cells
  readonly missing: readonly string[]
}

/**
 * The fields the model reads: what the applicant says of themselves, and amount, term and day from what is asked for, so
 * that a score is never of another loan.
 * @throws ApiProblem naming a field the model does not read.
 */
export const completeFields = (
  content: ModelContent,
  fields: Readonly<Record<string, string>>,
  { principal, count }: Asked,
  { decimals, now }: { readonly decimals: number; readonly now: number },
): Completed => {
  const { schema } = content
  const wanted = Object.keys(fieldsOf(schema, {}))
  const strange = Object.keys(fields).find((field) => !wanted.includes(field))
  if (strange !== undefined)
    throw badField(`fields.${strange}`, 'the model reads no such field.', '模型不使用此字段。')
  const own: Record<string, string> = {}
  const amount = amountColumn(content)
  if (amount !== undefined)
    own[amount] = wholeUnits(principal, decimals, schema.columns[amount]?.decimal ?? '.')
  if (schema.term !== undefined) own[schema.term] = String(count)
  const iso = new Date(now * 1_000).toISOString().slice(0, 10)
  for (const [column, { role, format }] of Object.entries(schema.columns))
    if (role === 'issueDate' && wanted.includes(column))
      own[column] = (dateTexts[format ?? 'YYYY-MM-DD'] ?? ((text: string) => text))(iso)
  const said = { ...fields, ...own }
  return {
    cells: fieldsOf(schema, said),
    missing: wanted.filter((field) => !(field in said)),
  }
}

/** Days since 1970. */
export const dayOf = (now: number): number => Math.floor(now / DAY)
