import { METHODS, type Method, type PeriodUnit, UNITS } from '@hurong/finance'
import type { Purpose } from '../api/types.ts'

export { METHODS, type Method, type PeriodUnit, UNITS }

/** Statuses by the contract's number. Late is not among them: it is a date, see `readDaysPastDue`. */
export const STATUSES = [
  'none',
  'funding',
  'funded',
  'active',
  'repaid',
  'defaulted',
  'recovered',
  'writtenOff',
  'cancelled',
] as const
export type ContractLoanStatus = (typeof STATUSES)[number]

/** Purposes by code. Codes are fixed for ever; new ones are added at the end. */
export const PURPOSES = [
  'debtConsolidation',
  'creditCard',
  'smallBusiness',
  'homeImprovement',
  'majorPurchase',
  'car',
  'medical',
  'education',
  'wedding',
  'moving',
  'house',
  'vacation',
  'renewableEnergy',
  'other',
] as const satisfies readonly Purpose[]

/** What a prepayment changes, by the contract's number. */
export const PREPAYMENTS = ['shorterTerm', 'smallerInstalment'] as const
export type Prepayment = (typeof PREPAYMENTS)[number]

/** Name of a code; a code of a later version that is not known here is `other`. */
export const purposeOf = (code: number): Purpose => PURPOSES[code] ?? 'other'
export const purposeCode = (purpose: Purpose): number => PURPOSES.indexOf(purpose)

/** Looks a contract's number up. @throws RangeError if the list has no such number: the contract is newer than the SDK. */
export const nameOf = <T>(names: readonly T[], code: number, what: string): T => {
  const name = names[code]
  if (name === undefined)
    throw new RangeError(`${what} ${code} is not known; it must be below ${names.length}.`)
  return name
}

/** Bit mask of methods, as a product keeps it. */
export const methodsMask = (methods: readonly Method[]): number =>
  methods.reduce((mask, method) => mask | (1 << METHODS.indexOf(method)), 0)
/** The methods of a mask. */
export const methodsOfMask = (mask: number): Method[] => METHODS.filter((_, index) => (mask >> index) & 1)
