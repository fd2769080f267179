/** The five steps of a loan's life. */
export const steps = ['ask', 'draw', 'pay', 'late', 'default'] as const
export type StepKey = (typeof steps)[number]

/** Where the tour is, as the address keeps it: left out is the first step, and a loan not chosen yet. */
export interface Tour {
  step?: number
  /** Number of the one loan that is followed. */
  loan?: number
}

const greatestNumber = 1e15

/** The tour out of an address: a step from 1 on, anything else is the first; and the loan, if it names one. */
export function readStep(search: Record<string, unknown>): Tour {
  const step = Number(search.step)
  const loan = Number(search.loan)
  return {
    ...(Number.isInteger(step) && step > 1 && step <= steps.length ? { step } : {}),
    ...(Number.isInteger(loan) && loan > 0 && loan < greatestNumber ? { loan } : {}),
  }
}
