import { z } from 'zod'
import { DATE_FORMATS, type Derivation, ROLES, type Schema } from './definition.ts'

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })
const column = z.string().min(1)
const code = z.int().min(1).max(65_535)

const derivation: z.ZodType<Derivation> = z.lazy(() => {
  const parts = z.array(derivation).min(1)
  const two = z.tuple([derivation, derivation])
  const span = z.strictObject({ from: column, to: column })
  return z.union([
    z.strictObject({ column }),
    z.strictObject({ constant: z.number() }),
    z.strictObject({ sum: parts }),
    z.strictObject({ difference: two }),
    z.strictObject({ product: parts }),
    z.strictObject({ ratio: two }),
    z.strictObject({ least: parts }),
    z.strictObject({ greatest: parts }),
    z.strictObject({ firstKnown: parts }),
    z.strictObject({ log1p: derivation }),
    z.strictObject({ days: span }),
    z.strictObject({ months: span }),
    z.strictObject({ years: span }),
    z.strictObject({ monthOfYear: column }),
    z.strictObject({ textLength: column }),
    z.strictObject({ present: column }),
    z.strictObject({ lookup: z.strictObject({ column, values: z.record(z.string(), z.number()) }) }),
  ])
})

const levelDerivation = z.union([
  z.strictObject({ column }),
  z.strictObject({ prefix: z.strictObject({ column, length: z.int().min(1) }) }),
  z.strictObject({
    grouped: z.strictObject({
      column,
      levels: z.record(z.string(), z.array(z.string()).min(1)),
      otherwise: z.string().min(1).optional(),
    }),
  }),
  z.strictObject({ joined: z.array(column).min(2) }),
])

const inputBase = {
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/, { error: 'is no name such as debtToIncome' }),
  label: bilingual,
  reason: z.strictObject({ code, en: z.string().min(1), zh: z.string().min(1) }),
}

const input = z.discriminatedUnion('kind', [
  z.strictObject({
    ...inputBase,
    kind: z.literal('numeric'),
    from: derivation,
    unit: z.string().optional(),
    scale: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    monotone: z.union([z.literal(1), z.literal(-1)]).optional(),
  }),
  z.strictObject({
    ...inputBase,
    kind: z.literal('categorical'),
    from: levelDerivation,
    levels: z.record(z.string(), bilingual).optional(),
  }),
])

const change = z.strictObject({
  direction: z.enum(['down', 'up']),
  step: z.number().positive(),
  limit: z.number(),
  alongside: z.array(column).min(1).optional(),
  label: bilingual,
})

const columnDefinition = z.strictObject({
  role: z.enum(ROLES),
  type: z.enum(['number', 'date', 'text']).optional(),
  format: z.enum(DATE_FORMATS).optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.enum([',', '.', ' ', "'"]).optional(),
  missing: z.array(z.string()).optional(),
  least: z.number().optional(),
  greatest: z.number().optional(),
  future: z.boolean().optional(),
  unit: z.string().optional(),
  change: change.optional(),
  group: z.literal(true).optional(),
  why: bilingual.optional(),
  label: bilingual.optional(),
})

const condition = z.union([
  z.strictObject({ column, is: z.array(z.string()).min(1) }),
  z.strictObject({ column, present: z.boolean() }),
  z.strictObject({ column, above: z.number() }),
  z.strictObject({ column, atMost: z.number() }),
])
const conditions = z.array(condition).min(1)

/** The form of a schema file. What its parts may not say together is `checkSchema`'s. */
export const schemaForm = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('hurong-scoring-schema'),
  version: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'is no name such as lendingclub-2007-2010' }),
  source: bilingual.optional(),
  csv: z
    .strictObject({ delimiter: z.string().length(1).optional(), encoding: z.string().optional() })
    .optional(),
  columns: z.record(z.string(), columnDefinition),
  outcome: z.strictObject({
    notFinished: conditions.optional(),
    default: conditions,
    repaid: z.union([conditions, z.literal('otherwise')]),
  }),
  term: column.optional(),
  defaultDate: z.strictObject({ column, plusDays: z.int().min(0) }).optional(),
  loss: z
    .strictObject({ lent: column, principalRepaid: column, recovered: column, cost: column.optional() })
    .optional(),
  inputs: z.array(input).min(1),
})

/** The first thing that is wrong with the form: where it stands, and what. Null for a right one. */
export function formFault(value: unknown): { readonly field: string; readonly reason: string } | null {
  const read = schemaForm.safeParse(value)
  if (read.success) return null
  const issue = read.error.issues[0]
  return { field: fieldOf(issue?.path ?? []), reason: issue?.message ?? 'is not understood' }
}

/** `inputs[2].from` as people write it. */
export const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '') || 'the whole'

/** A value of the right form as a schema, without the address of its JSON Schema. */
export function toSchema(value: unknown): Schema {
  const { $schema: _, ...schema } = schemaForm.parse(value)
  return schema as Schema
}
