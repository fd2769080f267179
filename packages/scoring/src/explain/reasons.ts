import type { Frame } from '../data/frame.ts'
import type { Bilingual, Schema } from '../schema/definition.ts'
import type { Contribution } from './assess.ts'

/** Why a score is not better: what a lender tells an applicant it declines. */
export type Reason = Bilingual & {
  readonly code: number
  readonly input: string
  /** Points above the average training loan. */
  readonly points: number
}

/** The form of notice lenders know (Regulation B, 12 CFR 1002.9) holds that more than four help nobody. */
export const REASONS_MAX = 4

/** A hundredth of a log-odds: less moves no probability anybody would notice. */
const LEAST_POINTS = 100

/**
 * The inputs that cost an application most against the average training loan, worst first, at most four. Comparing with
 * the average of all applicants is one of the methods the official interpretation of Regulation B names; the points of
 * every input average to 0 over the training rows, so they are the comparison themselves.
 */
export function reasonsOf(schema: Schema, frame: Frame, contributions: readonly Contribution[]): Reason[] {
  return worst(contributions).flatMap(({ input, points }) => {
    const definition = schema.inputs.find(({ name }) => name === input)
    if (!definition) return []
    const { label, reason } = definition
    const text = isMissing(frame, input)
      ? {
          en: `Not known: ${label.en.charAt(0).toLowerCase()}${label.en.slice(1)}`,
          zh: `缺少信息：${label.zh}`,
        }
      : { en: reason.en, zh: reason.zh }
    return [{ input, points, code: reason.code, ...text }]
  })
}

/** The codes of `reasonsOf`. */
export const reasonCodesOf = (schema: Schema, contributions: readonly Contribution[]): number[] =>
  worst(contributions).flatMap(
    ({ input }) => schema.inputs.find(({ name }) => name === input)?.reason.code ?? [],
  )

const worst = (contributions: readonly Contribution[]): Contribution[] =>
  contributions
    .filter(({ points }) => points >= LEAST_POINTS)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, REASONS_MAX)

function isMissing(frame: Frame, name: string): boolean {
  const input = frame.inputs.find((one) => one.name === name)
  return input?.kind === 'numeric' ? Number.isNaN(input.values[0]) : input?.codes[0] === -1
}
