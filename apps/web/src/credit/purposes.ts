import { PURPOSES } from '@hurong/sdk'
import type { Purpose } from '@hurong/sdk/api'

/** The column of a tape that says what a loan is for. */
export const purposeColumn = 'purpose'

/** Words of tapes that are not a purpose's name written another way. */
const others: Readonly<Record<string, Purpose>> = { educational: 'education' }

/** The purpose a word of a tape stands for, as `debt_consolidation`; undefined for one the platform has not. */
export function purposeOfWord(word: string): Purpose | undefined {
  const name = word.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return others[name] ?? PURPOSES.find((purpose) => purpose === name)
}
