import { columnsOf, type Role, type Schema } from './definition.ts'

/** What is wrong with a schema: where it stands, and what. */
export type SchemaFault = { readonly field: string; readonly reason: string }

/** Why a column of this role feeds no input. */
const FORBIDDEN: Partial<Record<Role, string>> = {
  outcome: 'is the outcome itself: a model that reads it leaks',
  afterwards: 'is known only after the loan was issued: a model that reads it leaks',
  price: 'was set by the lender that wrote the tape: a model that reads it repeats that judgement',
  identifier: 'only numbers the loan: a model that reads it learns the order of the rows by heart',
  group: 'is kept to measure fairness: a model must not read it',
  ignored: 'is left out by the schema itself',
}

/** Everything wrong with what the parts of a schema say together, leaks first. */
export function schemaFaults(schema: Schema): SchemaFault[] {
  return [
    ...leaks(schema),
    ...unknownColumns(schema),
    ...columnTypes(schema),
    ...issueDates(schema),
    ...twice(schema),
    ...ranges(schema),
  ]
}

/** Inputs that read, straight or by derivation, a column no model may read. */
function leaks(schema: Schema): SchemaFault[] {
  const outcomeColumns = new Set(outcomeColumnsOf(schema))
  return schema.inputs.flatMap(({ name, from }, at) =>
    columnsOf(from).flatMap((column) => {
      const role = schema.columns[column]?.role
      const why = outcomeColumns.has(column) ? FORBIDDEN.outcome : role && FORBIDDEN[role]
      return why
        ? [{ field: `inputs[${at}].from`, reason: `input ${name} reads ${column}, which ${why}` }]
        : []
    }),
  )
}

/** Columns the outcome and its circumstances are told by. */
export function outcomeColumnsOf(schema: Schema): string[] {
  const { notFinished = [], default: defaulted, repaid } = schema.outcome
  const conditions = [...notFinished, ...defaulted, ...(repaid === 'otherwise' ? [] : repaid)]
  return [...new Set(conditions.map(({ column }) => column))]
}

function unknownColumns(schema: Schema): SchemaFault[] {
  const named: [field: string, column: string][] = [
    ...schema.inputs.flatMap(({ from }, at) =>
      columnsOf(from).map((column): [string, string] => [`inputs[${at}].from`, column]),
    ),
    ...outcomeColumnsOf(schema).map((column): [string, string] => ['outcome', column]),
    ...(schema.term === undefined ? [] : [['term', schema.term] as [string, string]]),
    ...(schema.defaultDate ? [['defaultDate', schema.defaultDate.column] as [string, string]] : []),
    ...Object.entries(schema.columns).flatMap(([name, { change }]) =>
      (change?.alongside ?? []).map((column): [string, string] => [`columns.${name}.change`, column]),
    ),
    ...Object.entries(schema.loss ?? {}).map(([part, column]): [string, string] => [`loss.${part}`, column]),
  ]
  return named
    .filter(([, column]) => !(column in schema.columns))
    .map(([field, column]) => ({ field, reason: `column ${column} is not among the schema's columns` }))
}

/** Dates must be dates where they are counted from, and the parts of an outcome no application column. */
function columnTypes(schema: Schema): SchemaFault[] {
  const faults: SchemaFault[] = []
  const wants = (field: string, column: string, type: 'number' | 'date') => {
    const has = schema.columns[column]
    if (has && (has.type ?? 'text') !== type)
      faults.push({ field, reason: `column ${column} must have the type ${type}` })
  }
  schema.inputs.forEach(({ from }, at) => {
    const span =
      'days' in from ? from.days : 'months' in from ? from.months : 'years' in from ? from.years : null
    if (span) for (const column of [span.from, span.to]) wants(`inputs[${at}].from`, column, 'date')
    if ('monthOfYear' in from) wants(`inputs[${at}].from`, from.monthOfYear, 'date')
  })
  if (schema.term !== undefined) wants('term', schema.term, 'number')
  if (schema.defaultDate) wants('defaultDate', schema.defaultDate.column, 'date')
  for (const [part, column] of Object.entries(schema.loss ?? {})) wants(`loss.${part}`, column, 'number')
  for (const [name, { change, type }] of Object.entries(schema.columns)) {
    if (change && type !== 'number')
      faults.push({ field: `columns.${name}.change`, reason: 'only a number can be changed by steps' })
  }
  return faults
}

function issueDates(schema: Schema): SchemaFault[] {
  const found = Object.entries(schema.columns).filter(([, { role }]) => role === 'issueDate')
  if (found.length !== 1)
    return [
      {
        field: 'columns',
        reason: `${found.length} columns have the role issueDate; there must be exactly one`,
      },
    ]
  const [name, column] = found[0] as (typeof found)[0]
  return column.type === 'date'
    ? []
    : [{ field: `columns.${name}.type`, reason: 'the date of issue must have the type date' }]
}

function twice(schema: Schema): SchemaFault[] {
  const faults: SchemaFault[] = []
  const seen = new Set<string>()
  const codes = new Map<number, string>()
  schema.inputs.forEach(({ name, reason }, at) => {
    if (seen.has(name)) faults.push({ field: `inputs[${at}].name`, reason: `${name} stands there twice` })
    const other = codes.get(reason.code)
    if (other !== undefined)
      faults.push({
        field: `inputs[${at}].reason.code`,
        reason: `${reason.code} is already the code of ${other}`,
      })
    seen.add(name)
    codes.set(reason.code, name)
  })
  return faults
}

function ranges(schema: Schema): SchemaFault[] {
  return schema.inputs.flatMap((input, at) =>
    input.kind === 'numeric' && input.min !== undefined && input.max !== undefined && input.min > input.max
      ? [{ field: `inputs[${at}].min`, reason: `${input.min} lies above max, ${input.max}` }]
      : [],
  )
}
