import type { CategoricalInput, Input, NumericInput } from '../data/frame.ts'
import type { CategoricalInputDefinition, NumericInputDefinition, Schema } from '../schema/definition.ts'
import { levelOf, numberOf, type RowReader } from '../schema/derive.ts'

/** Levels by the name of their input: those a model knows. */
export type KnownLevels = ReadonlyMap<string, readonly string[]>

/** An input that is filled row by row. */
interface Growing {
  /** Reads the input of a row; nothing is kept before `keep`. */
  read(row: RowReader): void
  keep(): void
  /** The input of the rows kept since the last call. */
  take(): Input
}

/** Fills the inputs of a schema row by row. A row of which one input cannot be read is kept in none. */
export class InputRows {
  readonly #columns: readonly Growing[]
  /** Texts that are no level the model knows, with how often each was met, by input. */
  readonly unknownLevels: ReadonlyMap<string, ReadonlyMap<string, number>>

  /** @param known Levels to code by; without them every level met is one, in byte order. */
  constructor(schema: Schema, known?: KnownLevels) {
    const unknown = new Map<string, Map<string, number>>()
    this.unknownLevels = unknown
    this.#columns = schema.inputs.map((input) => {
      if (input.kind === 'numeric') return numericColumn(schema, input)
      const met = new Map<string, number>()
      unknown.set(input.name, met)
      return categoricalColumn(input, known?.get(input.name), met)
    })
  }

  /** @throws CellUnreadable for the first cell that cannot be read. */
  read(row: RowReader): void {
    for (const column of this.#columns) column.read(row)
  }

  keep(): void {
    for (const column of this.#columns) column.keep()
  }

  take(): Input[] {
    return this.#columns.map((column) => column.take())
  }
}

function numericColumn(schema: Schema, input: NumericInputDefinition): Growing {
  let values: number[] = []
  let value = Number.NaN
  return {
    read: (row) => {
      value = numberOf(schema, input, row)
    },
    keep: () => void values.push(value),
    take: () => {
      const taken: NumericInput = {
        kind: 'numeric',
        name: input.name,
        values: Float64Array.from(values),
        ...(input.monotone === undefined ? {} : { monotone: input.monotone }),
      }
      values = []
      return taken
    },
  }
}

function categoricalColumn(
  input: CategoricalInputDefinition,
  known: readonly string[] | undefined,
  unknown: Map<string, number>,
): Growing {
  let texts: string[] = []
  let text = ''
  return {
    read: (row) => {
      text = levelOf(input, row)
    },
    keep: () => {
      if (known && text !== '' && !known.includes(text)) unknown.set(text, (unknown.get(text) ?? 0) + 1)
      texts.push(text)
    },
    take: () => {
      const levels = known ?? [...new Set(texts)].filter((level) => level !== '').toSorted()
      const codeOf = new Map(levels.map((level, code) => [level, code]))
      const codes = Int32Array.from(texts, (level) => codeOf.get(level) ?? -1)
      texts = []
      const taken: CategoricalInput = { kind: 'categorical', name: input.name, levels, codes }
      return taken
    },
  }
}
