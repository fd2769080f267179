/**
 * A reason why the platform does not start or go on: a sentence that says what is wrong and how to mend it. It is
 * printed as it stands, without a stack.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Whether an error of any part speaks to the person at the terminal: such sentences need no stack beside them. */
export const isSentence = (error: unknown): error is Error =>
  error instanceof Error && ['Refusal', 'ChainError', 'DatabaseProblem'].includes(error.name)
