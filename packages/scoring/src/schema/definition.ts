/** A sentence or label in both languages of the house. */
export type Bilingual = { readonly en: string; readonly zh: string }

export const DATE_FORMATS = [
  'YYYY-MM-DD',
  'YYYY-MM',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
  'MMM-YYYY',
  'MMM-YY',
] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/** What a column of the tape is. Only `application` and `issueDate` may feed an input. */
export const ROLES = [
  'application',
  'issueDate',
  'outcome',
  'afterwards',
  'price',
  'identifier',
  'group',
  'ignored',
] as const
export type Role = (typeof ROLES)[number]

/** What of a column the applicant can change, and how far: told in the column's own unit. */
export type Change = {
  readonly direction: 'down' | 'up'
  readonly step: number
  /** Not beyond this value: the least for `down`, the greatest for `up`. */
  readonly limit: number
  /** Columns that move in the same proportion, such as a utilisation with its balance. */
  readonly alongside?: readonly string[]
  readonly label: Bilingual
}

/** One column of the tape. */
export type Column = {
  readonly role: Role
  /** Text unless told. */
  readonly type?: 'number' | 'date' | 'text'
  /** How a date is written; `YYYY-MM-DD` unless told. A time of day after it is ignored. */
  readonly format?: DateFormat
  /** How a number is written: `.` unless told, and nothing between thousands. A trailing `%` divides by 100. */
  readonly decimal?: '.' | ','
  readonly thousands?: ',' | '.' | ' ' | "'"
  /** Texts that mean "not known", beside the empty cell. */
  readonly missing?: readonly string[]
  /** A number outside is a bad row. */
  readonly least?: number
  readonly greatest?: number
  /** A date after the day of reading is allowed: the end of a term, not a mistake. */
  readonly future?: boolean
  readonly unit?: string
  readonly change?: Change
  /** Why the column is not used. */
  readonly why?: Bilingual
  /** Measured for fairness although a model may read it. A column of the role `group` always is. */
  readonly group?: true
  /** Name of a group for fairness. */
  readonly label?: Bilingual
}

/** How an input comes from columns. A missing part makes the whole missing, except in `firstKnown`. */
export type Derivation =
  | { readonly column: string }
  | { readonly constant: number }
  | { readonly sum: readonly Derivation[] }
  | { readonly difference: readonly [Derivation, Derivation] }
  | { readonly product: readonly Derivation[] }
  /** First over second; missing where the second is 0. */
  | { readonly ratio: readonly [Derivation, Derivation] }
  | { readonly least: readonly Derivation[] }
  | { readonly greatest: readonly Derivation[] }
  | { readonly firstKnown: readonly Derivation[] }
  /** Natural logarithm of 1 + x; missing for x <= -1. */
  | { readonly log1p: Derivation }
  /** Whole days, calendar months or calendar years from one date to another. */
  | { readonly days: { readonly from: string; readonly to: string } }
  | { readonly months: { readonly from: string; readonly to: string } }
  | { readonly years: { readonly from: string; readonly to: string } }
  /** Calendar month 1 to 12 of a date. */
  | { readonly monthOfYear: string }
  /** Characters of a text; 0 for an empty one. */
  | { readonly textLength: string }
  /** 1 where the cell says something, 0 where it is empty. */
  | { readonly present: string }
  /** The number a text stands for; a text that is not listed is missing. */
  | { readonly lookup: { readonly column: string; readonly values: Readonly<Record<string, number>> } }

/** How a level comes from columns. */
export type LevelDerivation =
  | { readonly column: string }
  /** The first characters of a text. */
  | { readonly prefix: { readonly column: string; readonly length: number } }
  /** Levels put together under a new name; what is not listed keeps its own, or takes that of `otherwise`. */
  | {
      readonly grouped: {
        readonly column: string
        readonly levels: Readonly<Record<string, readonly string[]>>
        readonly otherwise?: string
      }
    }
  /** Texts of several columns joined by " / ". */
  | { readonly joined: readonly string[] }

/** A reason as lenders give it with an adverse decision: a number that goes on the chain, and its sentences. */
export type ReasonText = Bilingual & { readonly code: number }

type InputBase = {
  readonly name: string
  readonly label: Bilingual
  readonly reason: ReasonText
}

export type NumericInputDefinition = InputBase & {
  readonly kind: 'numeric'
  readonly from: Derivation
  readonly unit?: string
  /** Multiplies the derived value, before clamping. */
  readonly scale?: number
  /** Outliers are moved to these. */
  readonly min?: number
  readonly max?: number
  readonly monotone?: 1 | -1
}

export type CategoricalInputDefinition = InputBase & {
  readonly kind: 'categorical'
  readonly from: LevelDerivation
  /** What levels are called; one without a name is shown as the tape spells it. */
  readonly levels?: Readonly<Record<string, Bilingual>>
}

export type InputDefinition = NumericInputDefinition | CategoricalInputDefinition

/** One way a row may be recognised. */
export type Condition =
  | { readonly column: string; readonly is: readonly string[] }
  | { readonly column: string; readonly present: boolean }
  | { readonly column: string; readonly above: number }
  | { readonly column: string; readonly atMost: number }

/** Any condition suffices. Asked in this order: not finished, defaulted, repaid; a row that meets none is bad. */
export type Outcome = {
  readonly notFinished?: readonly Condition[]
  readonly default: readonly Condition[]
  readonly repaid: readonly Condition[] | 'otherwise'
}

/** What a tape is, column by column, and what a model may learn from it. */
export type Schema = {
  readonly format: 'hurong-scoring-schema'
  readonly version: 1
  readonly name: string
  readonly source?: Bilingual
  readonly csv?: { readonly delimiter?: string; readonly encoding?: string }
  readonly columns: Readonly<Record<string, Column>>
  readonly outcome: Outcome
  /** Column of the term in months: PD over 12 months depends on it. */
  readonly term?: string
  /** Column of a date known afterwards from which a default is dated, and the days from it to the default. */
  readonly defaultDate?: { readonly column: string; readonly plusDays: number }
  /**
   * Columns that tell what a loan lost at its default, all known only afterwards: what was lent, the principal repaid
   * before the default, what was recovered after it, and what that cost. Without them all that is open counts as lost.
   */
  readonly loss?: {
    readonly lent: string
    readonly principalRepaid: string
    readonly recovered: string
    readonly cost?: string
  }
  readonly inputs: readonly InputDefinition[]
}

/** Names of the columns a derivation reads. */
export function columnsOf(from: Derivation | LevelDerivation): string[] {
  if ('column' in from) return [from.column]
  if ('constant' in from) return []
  if ('difference' in from) return from.difference.flatMap(columnsOf)
  if ('ratio' in from) return from.ratio.flatMap(columnsOf)
  if ('log1p' in from) return columnsOf(from.log1p)
  if ('lookup' in from) return [from.lookup.column]
  if ('prefix' in from) return [from.prefix.column]
  if ('grouped' in from) return [from.grouped.column]
  if ('joined' in from) return [...from.joined]
  if ('monthOfYear' in from) return [from.monthOfYear]
  if ('textLength' in from) return [from.textLength]
  if ('present' in from) return [from.present]
  if ('days' in from) return [from.days.from, from.days.to]
  if ('months' in from) return [from.months.from, from.months.to]
  if ('years' in from) return [from.years.from, from.years.to]
  if ('sum' in from) return from.sum.flatMap(columnsOf)
  if ('product' in from) return from.product.flatMap(columnsOf)
  if ('least' in from) return from.least.flatMap(columnsOf)
  if ('greatest' in from) return from.greatest.flatMap(columnsOf)
  return from.firstKnown.flatMap(columnsOf)
}

/** What a level of an input is called, in both languages; as the tape spells it where the schema names none. */
export function levelName({ inputs }: Pick<Schema, 'inputs'>, input: string, level: string): Bilingual {
  const own = inputs.find(({ name }) => name === input)
  const named = own?.kind === 'categorical' ? own.levels?.[level] : undefined
  return named ?? { en: level, zh: level }
}

/** The columns a model of this schema reads of an application, each once, in the order of the schema. */
export function applicationColumns(schema: Schema): string[] {
  const used = new Set(schema.inputs.flatMap(({ from }) => columnsOf(from)))
  if (schema.term !== undefined) used.add(schema.term)
  return Object.keys(schema.columns).filter((name) => used.has(name))
}

/** The column that says when the loan was issued. */
export function issueDateColumn(schema: Schema): string {
  const found = Object.entries(schema.columns).find(([, { role }]) => role === 'issueDate')
  if (!found) throw new RangeError(`The schema ${schema.name} has no column of the date of issue.`)
  return found[0]
}
