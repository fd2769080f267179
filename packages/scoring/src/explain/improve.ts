import type { ModelContent } from '../files/model.ts'
import { numberIn } from '../schema/cell.ts'
import { applicationColumns, type Bilingual, type Change } from '../schema/definition.ts'
import { todayInDays } from '../schema/derive.ts'
import { type Cells, frameOf, readCells } from './application.ts'
import { pointsOf, probabilitiesFrom } from './assess.ts'
import { betterGrade, type Grade, gradeOf } from './grade.ts'

/** One field moved from what was said to what would do. */
export type FieldChange = {
  readonly field: string
  readonly label: Bilingual
  readonly from: number
  readonly to: number
}

/** Changes that together reach a better grade. */
export type Improvement = {
  readonly grade: Grade
  readonly pd12: number
  readonly changes: readonly FieldChange[]
}

/** No more values of a field are tried than this; a wider range is searched in multiples of its step. */
const TRIES_ALONE = 400
const TRIES_TOGETHER = 20

/**
 * The smallest changes the applicant can make that reach a better grade: for each field the schema calls changeable the
 * nearest value that does it alone; where none does, the two that do it with the least change, each counted in parts of
 * the field's present value. Empty for grade A, and where no such change is enough.
 */
export function improvements(content: ModelContent, cells: Cells, today = todayInDays()): Improvement[] {
  const outcome = (tried: Cells) => outcomeOf(content, tried, today)
  const wanted = betterGrade(outcome(cells).grade)
  if (wanted === null) return []
  const reaches = (tried: Cells) => outcome(tried).grade <= wanted
  const fields = changeable(content, cells)
  const alone = fields.flatMap((field) => {
    const found = valuesOf(field, TRIES_ALONE).find((to) =>
      reaches(moved(content, cells, [{ ...field, to }])),
    )
    return found === undefined ? [] : [[{ ...field, to: found }]]
  })
  const chosen = alone.length > 0 ? alone : twoTogether(content, cells, fields, reaches)
  return chosen.map((changes) => ({
    ...outcome(moved(content, cells, changes)),
    changes: changes.map(({ field, label, from, to }) => ({ field, label, from, to })),
  }))
}

type Field = Omit<FieldChange, 'to'> & { readonly change: Change }
type Moved = Field & { readonly to: number }

function outcomeOf(content: ModelContent, cells: Cells, today: number): { grade: Grade; pd12: number } {
  const row = readCells(content.schema, cells, today)
  const points = pointsOf(content.model, frameOf(content, row))
  const term = content.schema.term === undefined ? Number.NaN : row.number(content.schema.term)
  const { pd12 } = probabilitiesFrom(content, points, term)
  return { grade: gradeOf(pd12), pd12 }
}

function changeable({ schema }: ModelContent, cells: Cells): Field[] {
  return applicationColumns(schema).flatMap((field) => {
    const definition = schema.columns[field]
    const from = definition?.change ? numberIn(field, definition, cells[field] ?? '') : Number.NaN
    return definition?.change && !Number.isNaN(from)
      ? [{ field, label: definition.change.label, from, change: definition.change }]
      : []
  })
}

/** Values of a field from the nearest to the limit. */
function valuesOf({ from, change: { direction, step, limit } }: Field, most: number): number[] {
  const way = direction === 'down' ? -1 : 1
  const count = Math.floor(((limit - from) * way) / step + 1e-9)
  const coarse = Math.max(1, Math.ceil(count / most))
  return Array.from(
    { length: Math.max(0, Math.floor(count / coarse)) },
    (_, at) => from + way * step * coarse * (at + 1),
  )
}

/** The application with fields moved, and those that go with them in proportion. */
function moved({ schema }: ModelContent, cells: Cells, changes: readonly Moved[]): Cells {
  const next: Record<string, string> = { ...cells }
  const write = (column: string, value: number) => {
    next[column] = String(value).replace('.', schema.columns[column]?.decimal ?? '.')
  }
  for (const { field, from, to, change } of changes) {
    write(field, to)
    for (const column of change.alongside ?? []) {
      const definition = schema.columns[column]
      const value = definition ? numberIn(column, definition, cells[column] ?? '') : Number.NaN
      if (!Number.isNaN(value) && from !== 0) write(column, (value * to) / from)
    }
  }
  return next
}

function twoTogether(
  content: ModelContent,
  cells: Cells,
  fields: readonly Field[],
  reaches: (tried: Cells) => boolean,
): Moved[][] {
  let best: Moved[] | null = null
  let least = Number.POSITIVE_INFINITY
  const size = ({ from, to }: Moved) => Math.abs(to - from) / Math.max(Math.abs(from), 1)
  for (const [at, first] of fields.entries())
    for (const second of fields.slice(at + 1))
      for (const to of valuesOf(first, TRIES_TOGETHER))
        for (const also of valuesOf(second, TRIES_TOGETHER)) {
          const changes = [
            { ...first, to },
            { ...second, to: also },
          ]
          const total = changes.reduce((sum, one) => sum + size(one), 0)
          if (total >= least || !reaches(moved(content, cells, changes))) continue
          best = changes
          least = total
        }
  return best ? [best] : []
}
