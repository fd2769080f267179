export type { CategoricalInput, Frame, Input, LabelledFrame, NumericInput } from '../data/frame.ts'
export * from '../model/types.ts'
