import { payoffAllocation, takenOf } from '@hurong/finance'
import { read, readLoan } from '@hurong/sdk'
import { claimableIn, type RecomputedLoan, recomputeLoan } from '@hurong/sdk/verify'
import { openChain } from './chain.ts'
import { type Figures, figureKeys, lateOf, type Recomputed } from './figures.ts'
import { peopleBehind } from './peopleBehind.ts'

/** The figures as events alone give them. */
export function figuresFromEvents({ loan, series, time }: RecomputedLoan): Figures {
  const { terms, position, instalments } = loan
  const before = {
    principal: terms.principal,
    supply: series.supply,
    escrow: series.supply - series.released,
    paidIn: series.paidIn,
  }
  if (position === undefined) return before
  const counts = { onTime: BigInt(instalments.onTime), paidLate: BigInt(lateOf(instalments)) }
  const { outstandingPrincipal, lateInterestOwed } = position
  if (position.status === 'active')
    return {
      ...before,
      outstandingPrincipal,
      instalment: position.instalment,
      interestPaid: position.interestPaid,
      principalPaid: position.principalPaid,
      lateInterestOwed,
      payoff: takenOf(payoffAllocation(terms, position, time)),
      ...counts,
    }
  return {
    ...before,
    outstandingPrincipal,
    interestOwed: position.interestOwed,
    lateInterestOwed,
    ...counts,
  }
}

async function figuresStored(
  context: Parameters<typeof readLoan>[0],
  { loan: { loanId, position }, block, time }: RecomputedLoan,
): Promise<Figures> {
  const [stored, series, counts, payoff] = await Promise.all([
    readLoan(context, { loanId, at: block }),
    read(context, 'notes', 'series', [loanId], block),
    read(context, 'loans', 'instalmentsOf', [loanId], block),
    position?.status === 'active'
      ? read(context, 'loans', 'payoff', [loanId, BigInt(time)], block)
      : { lateInterest: 0n, interest: 0n, principal: 0n },
  ])
  return {
    ...stored.position,
    principal: stored.terms.principal,
    supply: series.supply,
    escrow: series.supply - series.released,
    paidIn: series.paidIn,
    payoff: takenOf(payoff),
    onTime: BigInt(counts.onTime),
    paidLate: BigInt(lateOf(counts)),
  }
}

/**
 * Rebuilds a loan from its events in this browser and reads beside it what the contracts store, at the same block.
 * @throws HurongError `LoanUnknown`, or of kind `unreachable` where no node answers.
 */
export async function recompute(number: number): Promise<Recomputed> {
  const { context } = await openChain()
  const whole = await recomputeLoan(context, number)
  const stored = await figuresStored(context, whole)
  const rebuilt = figuresFromEvents(whole)
  const { series, books, differences } = whole
  const lines = [...series.holders]
    .map(([holder, book]) => ({
      holder,
      balance: book.holding.balance,
      claimable: claimableIn(series, book),
      claimed: book.claimed,
    }))
    .filter(({ balance, claimable }) => balance > 0n || claimable > 0n)
    .sort((a, b) => (b.balance > a.balance ? 1 : b.balance < a.balance ? -1 : 0))
  const people = await peopleBehind(
    context,
    lines.map(({ holder }) => holder),
  )
  return {
    whole,
    figures: figureKeys.flatMap((key) => {
      const events = rebuilt[key]
      return events === undefined ? [] : [{ key, events, contract: stored[key] }]
    }),
    holders: lines.map((line) => ({ ...line, participantId: people.get(line.holder.toLowerCase()) ?? 0 })),
    people,
    differences: [
      ...differences,
      ...books.faults.map(({ event, what, expected, told }) => ({
        where: event === undefined ? '' : `${event.name}, ${event.blockNumber}`,
        what,
        expected,
        found: told,
      })),
    ],
    rpcUrl: context.publicClient.chain?.rpcUrls.default.http[0] ?? '',
  }
}
