import { DAY, termDaysOf } from '@hurong/finance'
import { askedFields, type Cells, fieldsOf, type ModelContent } from '@hurong/scoring/explain'
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

/** The term asked for, in days as products and assessments count it. */
export const askedDays = ({ count }: Pick<Asked, 'count'>): number =>
  termDaysOf({ unit: 'month', interval: 1, count })

export const termAllowed = (product: ProductRow, count: number): boolean => {
  const days = askedDays({ count })
  return days >= product.leastTermDays && days <= product.greatestTermDays
}

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
      `为 ${count} 个月；该产品允许 ${product.leastTermDays} 至 ${product.greatestTermDays} 天。`,
    )
  return product
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
  { schema }: Pick<ModelContent, 'schema'>,
  fields: Readonly<Record<string, string>>,
  { principal, count }: Asked,
  { decimals, now }: { readonly decimals: number; readonly now: number },
): Completed => {
  const wanted = Object.keys(fieldsOf(schema, {}))
  const strange = Object.keys(fields).find((field) => !wanted.includes(field))
  if (strange !== undefined)
    throw badField(`fields.${strange}`, 'the model reads no such field.', '模型不使用此字段。')
  const said = { ...fields, ...askedFields(schema, { principal, months: count, decimals, now }) }
  return {
    cells: fieldsOf(schema, said),
    missing: wanted.filter((field) => !(field in said)),
  }
}

/** Days since 1970. */
export const dayOf = (now: number): number => Math.floor(now / DAY)
