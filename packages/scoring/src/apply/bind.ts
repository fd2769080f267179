import type { CategoricalInput, Frame, Input, NumericInput } from '../data/frame.ts'

/** The frame has no column, or none of the kind wanted, for an input of the model. */
export class InputMissing extends Error {
  override readonly name = 'InputMissing'
  readonly input: string
  constructor(input: string, kind: Input['kind']) {
    super(`The model wants the ${kind} input "${input}"; the rows have none.`)
    this.input = input
  }
}

/** The frame's column for an input of the model, found by its name. Throws `InputMissing`. */
export function columnOf<K extends Input['kind']>(frame: Frame, name: string, kind: K) {
  const column = frame.inputs.find((input) => input.name === name)
  if (column?.kind !== kind) throw new InputMissing(name, kind)
  return column as K extends 'numeric' ? NumericInput : CategoricalInput
}

/**
 * For each level of the column its bin in the model, which may know other levels in another order; one more for
 * missing. Levels the model does not know share the bin of missing values, the last.
 */
export function levelBins(column: CategoricalInput, levels: readonly string[]): Int32Array {
  const places = new Map(levels.map((level, bin) => [level, bin]))
  const bins = new Int32Array(column.levels.length + 1)
  for (let code = 0; code < column.levels.length; code++)
    bins[code] = places.get(column.levels[code] as string) ?? levels.length
  bins[column.levels.length] = levels.length
  return bins
}

/** Place of a code in what `levelBins` gives: -1, and whatever lies outside the levels, is missing. */
export const levelPlace = (code: number, levels: number): number =>
  code >= 0 && code < levels ? code : levels
