import type { Input, LabelledFrame } from '../data/frame.ts'

/** Whether every row says the same, or nothing. */
export const isConstant = (input: Input): boolean => {
  const values: ArrayLike<number> = input.kind === 'numeric' ? input.values : input.codes
  const first = values[0]
  for (let row = 1; row < values.length; row++) if (!Object.is(values[row], first)) return false
  return true
}

/** The frame without the inputs that say the same of every loan, and the names of those. */
export function withoutConstants(frame: LabelledFrame): { frame: LabelledFrame; dropped: string[] } {
  const dropped = frame.inputs.filter(isConstant).map(({ name }) => name)
  return {
    frame: { ...frame, inputs: frame.inputs.filter(({ name }) => !dropped.includes(name)) },
    dropped,
  }
}
