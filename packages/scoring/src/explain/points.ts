import type { AdditiveModel, Term } from '../model/types.ts'
import type { Bilingual, Schema } from '../schema/definition.ts'

/** One line of an input's table: the values or the level it is for, its points, and the training loans it held. */
export type PointsLine = {
  /** Null for "not known". A number range holds `from` and reaches up to, not including, `to`. */
  readonly values:
    | { readonly from: number | null; readonly to: number | null }
    | { readonly level: string }
    | null
  readonly points: number
  readonly loans: number
}

export type PointsTable = {
  readonly input: string
  readonly label: Bilingual
  readonly lines: readonly PointsLine[]
}

/** The points of every input as a public table. Neighbouring ranges of the same points are one line. */
export function pointsTables(model: AdditiveModel, schema: Schema): PointsTable[] {
  return model.terms.map((term) => ({
    input: term.name,
    label: schema.inputs.find(({ name }) => name === term.name)?.label ?? { en: term.name, zh: term.name },
    lines: [...knownLines(term), { values: null, points: term.missing, loans: term.rows.missing }],
  }))
}

function knownLines(term: Term): PointsLine[] {
  if (term.kind === 'categorical')
    return term.levels.map((level, at) => ({
      values: { level },
      points: term.points[at] as number,
      loans: term.rows.bins[at] as number,
    }))
  const lines: { values: { from: number | null; to: number | null }; points: number; loans: number }[] = []
  term.points.forEach((points, bin) => {
    const to = term.edges[bin] ?? null
    const loans = term.rows.bins[bin] as number
    const last = lines.at(-1)
    if (last && last.points === points) {
      last.values.to = to
      last.loans += loans
    } else lines.push({ values: { from: term.edges[bin - 1] ?? null, to }, points, loans })
  })
  return lines
}
