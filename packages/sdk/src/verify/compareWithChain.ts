import type { ReadContext } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'
import type { Books } from './books.ts'
import { creditChecks } from './compareCredit.ts'
import { loanChecks } from './compareLoans.ts'
import { type Check, seriesChecks, vaultChecks } from './compareNotes.ts'
import { participantChecks, recordChecks } from './compareParticipants.ts'
import { powerChecks } from './comparePowers.ts'
import { ruleChecks } from './compareRules.ts'
import type { Difference } from './difference.ts'

const checksAtOnce = 64

export interface Comparison {
  readonly checks: number
  readonly differences: readonly Difference[]
}

/**
 * Compares books with contract storage at a block.
 * @param at The block the books were read to.
 * @param onProgress Told how many checks of how many are made.
 */
export const compareWithChain = async (
  context: ReadContext,
  books: Books,
  at: bigint,
  onProgress?: (done: number, all: number) => void,
): Promise<Comparison> => {
  const time = Number((await context.publicClient.getBlock({ blockNumber: at }).catch(rethrow)).timestamp)
  const checks: Check[] = [
    ...[...books.loans.values()].flatMap((loan) => loanChecks(context, at, time, loan)),
    ...[...books.series.values()].flatMap((series) => seriesChecks(context, at, series)),
    ...vaultChecks(context, at, books),
    ...participantChecks(context, at, books),
    ...recordChecks(context, at, books),
    ...creditChecks(context, at, books),
    ...ruleChecks(context, at, time, books),
    ...powerChecks(context, at, time, books),
  ]
  const found: Difference[] = []
  for (let start = 0; start < checks.length; start += checksAtOnce) {
    const some = await Promise.all(checks.slice(start, start + checksAtOnce).map((check) => check()))
    found.push(...some.flat())
    onProgress?.(Math.min(start + checksAtOnce, checks.length), checks.length)
  }
  return { checks: checks.length, differences: found }
}

const rethrow = (error: unknown): never => {
  throw toHurongError(error)
}
