import { DAY, divDown } from '@hurong/finance'
import type { Random } from '../../history/random.ts'
import { split } from '../split.ts'

/** A raise that is open, as far as lenders look at it. Amounts in base units, times in seconds since 1970. */
export type Raise = {
  readonly loanId: bigint
  readonly principal: bigint
  readonly raised: bigint
  readonly leastTicket: bigint
  readonly deadline: number
}

/** A lender, and how much more they may take on, base units. */
export type Lender = { readonly account: number; room: bigint }

export type Part = { readonly loanId: bigint; readonly lender: number; readonly amount: bigint }

/** Raises taken up at one moment at most, so that a moment stays a moment. */
const raisesAtOnce = 24

/** How much of what is left is taken up in `elapsed` seconds: all in the end, mostly, and earlier a part of it. */
const wanted = (raise: Raise, time: number, next: number, elapsed: number, one: bigint, random: Random) => {
  const left = raise.principal - raise.raised
  if (raise.deadline <= next) return random.chance(5, 6) ? left : 0n
  const pace = (elapsed * 100) / Math.max(DAY, raise.deadline - time + elapsed)
  const percent = Math.min(100, Math.round((pace * (50 + random.below(100))) / 100))
  return divDown(left * BigInt(percent), 1_000n * one) * 10n * one
}

/**
 * What lenders put into the open raises between `time - elapsed` and `time`, when they are going to look again at `next`.
 * @param one Base units of one whole unit. @param lenders Their room is used up.
 */
export const fundingsAt = (
  raises: readonly Raise[],
  lenders: readonly Lender[],
  { time, next, elapsed, one }: { time: number; next: number; elapsed: number; one: bigint },
  random: Random,
): Part[] => {
  const parts: Part[] = []
  const open = raises.filter(({ deadline, principal, raised }) => deadline > time && raised < principal)
  for (const raise of open.slice(0, raisesAtOnce)) {
    const left = raise.principal - raise.raised
    const amount = wanted(raise, time, next, elapsed, one, random)
    // What would be left over is less than anybody may take: then it is taken too.
    const taken = left - amount < raise.leastTicket ? left : amount
    if (taken < raise.leastTicket && taken < left) continue
    const some = random.shuffle(lenders.filter(({ room }) => room >= taken)).slice(0, 1 + random.below(4))
    const shares = split(
      taken,
      some.map(({ account }) => account),
      raise.leastTicket,
      one,
      random,
    )
    for (const { lender, amount: share } of shares) {
      const found = some.find(({ account }) => account === lender)
      if (found !== undefined) found.room -= share
      parts.push({ loanId: raise.loanId, lender, amount: share })
    }
  }
  return parts
}
