import type { LoanStatus } from '@hurong/sdk/api'

/** The five steps of a loan's life, each with the statuses a loan to watch may have. */
export const steps = [
  { key: 'ask', statuses: ['funding'] },
  { key: 'draw', statuses: ['funded', 'active'] },
  { key: 'pay', statuses: ['active'] },
  { key: 'late', statuses: ['late', 'active'] },
  { key: 'default', statuses: ['defaulted', 'late', 'writtenOff'] },
] as const satisfies readonly { readonly key: string; readonly statuses: readonly LoanStatus[] }[]

/** A step's number out of the address, from 1; anything else is the first. */
export const readStep = (search: Record<string, unknown>): { step?: number } => {
  const step = Number(search.step)
  return Number.isInteger(step) && step > 1 && step <= steps.length ? { step } : {}
}
