/** A column of numbers, one per row. */
export interface NumericInput {
  readonly kind: 'numeric'
  readonly name: string
  /** NaN = missing. */
  readonly values: Float64Array
  /** +1: the probability of default never falls as the value rises; -1: it never rises. Absent: free. */
  readonly monotone?: 1 | -1
}

/** A column of named levels, one per row. */
export interface CategoricalInput {
  readonly kind: 'categorical'
  readonly name: string
  readonly levels: readonly string[]
  /** Index into `levels`; -1 = missing or not among them. */
  readonly codes: Int32Array
}

export type Input = NumericInput | CategoricalInput

/** Rows by column: what a model is applied to. */
export interface Frame {
  readonly rows: number
  readonly inputs: readonly Input[]
}

/** Rows whose end is known: what a model learns from and is measured on. */
export interface LabelledFrame extends Frame {
  /** 1 = defaulted, 0 = repaid. */
  readonly outcome: Uint8Array
  /** Days since 1970-01-01. */
  readonly issuedOn: Int32Array
}
