import type { ReadAmount } from '../format/readAmount.ts'
import { readAmount } from '../format/readAmount.ts'

/**
 * Where somebody is in the flow, as the address keeps it. Left out is the first step. `sent` is the last step once its
 * button was pressed: it names no amount, so that opening it again can send nothing.
 */
export interface FundPlace {
  step?: 'check' | 'confirm' | 'sent'
  /** Exactly, as a decimal number of whole units; text, so that no digit is lost. */
  amount?: string
}

const decimal = /^\d{1,30}(\.\d{1,30})?$/

/** The place out of an address; a step without the amount it is about is the first one. */
export function readFundPlace(search: Record<string, unknown>): FundPlace {
  const { step } = search
  if (step === 'sent') return { step }
  const amount = String(search.amount)
  if (!decimal.test(amount)) return {}
  return step === 'check' || step === 'confirm' ? { step, amount } : { amount }
}

/** The amount of a place in base units; null where there is none or the currency does not go as fine. */
export function unitsOf({ amount }: FundPlace, decimals: number): bigint | null {
  const read: ReadAmount = readAmount(amount ?? '', decimals)
  return 'units' in read && read.units > 0n ? read.units : null
}

/**
 * The step that is shown, from 0. The last is shown to the account that came to it through the check, never to whoever
 * opens a link to it.
 * @param by Account that came here from the step before. @param sent Whether this page sent it.
 */
export function shownStep(
  place: FundPlace,
  {
    account,
    by,
    sent,
    units,
  }: {
    readonly account: string
    readonly by: string | undefined
    readonly sent: boolean
    readonly units: bigint | null
  },
): 0 | 1 | 2 | 'gone' {
  if (place.step === 'sent') return sent ? 2 : 'gone'
  if (units === null || place.step === undefined) return 0
  return place.step === 'confirm' && by === account ? 2 : 1
}
