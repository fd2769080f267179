import type { Bilingual } from '@hurong/scoring/explain'
import {
  applicationColumns,
  askedColumns,
  askedFields,
  assess,
  type Cells,
  dateText,
  fieldsOf,
  type Improvement,
  improvements,
  levelName,
  type ModelContent,
  type Score,
} from '@hurong/scoring/explain'
import { leastRateOf } from '@hurong/scoring/price'
import type { Purpose } from '@hurong/sdk/api'
import { columnLabel, inputChoosing } from '../credit/modelFile.ts'
import { purposeOfWord } from '../credit/purposes.ts'
import type { Wish } from './offer.ts'

/** A word as the model reads it, and what it is called. */
export interface FieldChoice {
  readonly value: string
  readonly label: Bilingual
}

/** A field the applicant fills in: a number, a day, or one of some words. */
export interface ApplicationField {
  readonly column: string
  /** Null where no input is named after it: then the column's own name is all there is. */
  readonly label: Bilingual | null
  readonly unit: string | undefined
  readonly kind: 'number' | 'date' | 'choice' | 'text'
  readonly choices: readonly FieldChoice[]
}

/** Words a column may hold: the levels its input learnt, and those the schema puts together under one. */
function choicesOf({ schema, model }: ModelContent, column: string): readonly FieldChoice[] {
  if (model.kind !== 'additive') return []
  const own = inputChoosing(schema, column)
  const term = model.terms.find(({ name }) => name === own?.name)
  if (term?.kind !== 'categorical') return []
  return term.levels.map((value) => ({ value, label: levelName(schema, term.name, value) }))
}

/** The fields an applicant is asked, in the order of the schema. */
export function fieldsAsked(content: ModelContent): readonly ApplicationField[] {
  const { schema } = content
  const known = new Set(askedColumns(schema))
  return applicationColumns(schema)
    .filter((column) => !known.has(column))
    .map((column) => {
      const { type = 'text', unit } = schema.columns[column] ?? {}
      const choices = choicesOf(content, column)
      return {
        column,
        unit,
        choices,
        label: columnLabel(schema, column),
        kind: type === 'text' ? (choices.length > 0 ? 'choice' : 'text') : type,
      }
    })
}

/** Fields without which a grade would be a guess. */
const mainFields = 4

/** How far an input can move the score, in points. */
const reachOf = ({ points }: { readonly points: readonly number[] }): number =>
  Math.max(...points) - Math.min(...points)

/** The fields that move the score most, of those asked; none of a model that does not tell. */
export function mainFieldsOf(
  { schema, model }: ModelContent,
  fields: readonly ApplicationField[],
): readonly ApplicationField[] {
  if (model.kind !== 'additive') return []
  const main = new Set<ApplicationField>()
  for (const { name } of model.terms.toSorted((a, b) => reachOf(b) - reachOf(a))) {
    const from = JSON.stringify(schema.inputs.find((input) => input.name === name)?.from ?? null)
    for (const field of fields)
      if (main.size < mainFields && from.includes(`"${field.column}"`)) main.add(field)
  }
  return [...main]
}

/** The word a model has for what a loan is for; blank for a purpose it never learnt. */
export const wordOfPurpose = ({ choices }: Pick<ApplicationField, 'choices'>, purpose: Purpose): string =>
  choices.find(({ value }) => purposeOfWord(value) === purpose)?.value ?? ''

/** What is asked for, as the model reads it. */
export interface AskedFor {
  readonly wish: Pick<Wish, 'principal' | 'months'>
  readonly decimals: number
  /** Seconds since 1970. */
  readonly now: number
}

/** What was typed, in the forms the schema's columns have. */
export const saidOf = (
  { schema }: Pick<ModelContent, 'schema'>,
  typed: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typed).map(([column, text]) => {
      const { type, format } = schema.columns[column] ?? {}
      return [column, type === 'date' && text !== '' ? dateText(text, format) : text.trim()]
    }),
  )

/** All the model reads of an application: what was said, with amount, term and day from what is asked for. */
export const cellsOf = (
  { schema }: Pick<ModelContent, 'schema'>,
  said: Readonly<Record<string, string>>,
  { wish, decimals, now }: AskedFor,
): Cells => fieldsOf(schema, { ...said, ...askedFields(schema, { ...wish, decimals, now }) })

const secondsOfDay = 86_400

/** A score, and what would improve it. @throws Refusal that names the field that cannot be read. */
export function preAssess(
  content: ModelContent,
  said: Readonly<Record<string, string>>,
  asked: AskedFor,
): { readonly score: Score; readonly better: readonly Improvement[] } {
  const cells = cellsOf(content, said, asked)
  const today = Math.floor(asked.now / secondsOfDay)
  return { score: assess(content, cells, today), better: improvements(content, cells, today) }
}

/** A term with its own score and the least rate that pays for its risk. */
export interface OfferedTerm {
  readonly months: number
  readonly score: Score
  /** Millionths a year; null where none does. */
  readonly leastRate: number | null
}

/** Terms of which each has a better grade than the one asked for, by grade, best first. */
export function betterTerms(
  offers: readonly OfferedTerm[],
  grade: string,
): readonly { readonly grade: string; readonly months: readonly number[] }[] {
  const grades = [...new Set(offers.map(({ score }) => score.grade))].filter((one) => one < grade).sort()
  return grades.map((one) => ({
    grade: one,
    months: offers.filter(({ score }) => score.grade === one).map(({ months }) => months),
  }))
}

/**
 * The same loan over other terms, each scored anew.
 * @param wantedReturn What is to be left for lenders after expected losses, millionths a year.
 */
export const offersFor = (
  content: ModelContent,
  said: Readonly<Record<string, string>>,
  asked: AskedFor & { readonly wish: Wish },
  terms: readonly number[],
  wantedReturn: number,
): readonly OfferedTerm[] =>
  terms.map((count) => {
    const wish = { ...asked.wish, months: count }
    const score = assess(
      content,
      cellsOf(content, said, { ...asked, wish }),
      Math.floor(asked.now / secondsOfDay),
    )
    const { principal, method } = wish
    const leastRate = leastRateOf(
      { principal, method, interestOnlyCount: 0, term: count },
      score,
      Math.max(0, Math.round(wantedReturn / 100)),
    )
    return { months: count, score, leastRate }
  })
