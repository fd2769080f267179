import { DAY, divDown } from '@hurong/finance'
import { type Loan, readDrawableFrom } from '@hurong/sdk'
import type { Market } from '../../history/market.ts'
import type { Random } from '../../history/random.ts'
import { firstBorrower, relayerAccount, shopAccount } from '../people.ts'
import { requestAsTold, type Terms } from '../requests.ts'
import { type Life, laterBorrowers, latestLoan, moneyOf } from './onChain.ts'

/** Open raises the market is brought back to. */
const openRaises = 14
/** New ones at one moment at most. */
const newAtOnce = 8
/** Running loans beyond which the oldest are paid off, and how many at one moment at most. */
const runningAtMost = 120
const paidOffAtOnce = 8
/** One borrower in so many spends all they drew, and will not pay it back. */
const spender = 6

/** Whether a raise takes money at `time`. */
export const isOpen = ({ position, fundingDeadline }: Loan, time: number): boolean =>
  position.status === 'funding' && fundingDeadline > time

/** Accounts of borrowers nobody acts as, by wallet. */
const unnamed = (life: Life): Map<string, number> => {
  const accounts = Array.from({ length: relayerAccount - firstBorrower }, (_, index) => firstBorrower + index)
  return new Map(
    accounts.map((account) => [life.wallets.account(account).address.toLowerCase(), account] as const),
  )
}

/** Draws what may be drawn. Most borrowers have enough to pay all of it back, and some spend it. */
export const drawRaised = async (life: Life, market: Market, time: number): Promise<void> => {
  const borrowers = unnamed(life)
  const { currency } = moneyOf(life)
  for (const { loanId, number, wallet, position, terms, currency: of } of life.watch.loans.values()) {
    const borrower = borrowers.get(wallet)
    if (position.status !== 'funded' || borrower === undefined || of !== currency) continue
    if (Number(await readDrawableFrom(life.context, { loanId })) > time) continue
    const { calls, timeline } = market
    timeline.send(calls.draw(borrower, loanId))
    // What was raised may be as little as half of what was asked for.
    const spent = divDown(terms.principal * 45n, 100n)
    const shop = life.wallets.account(shopAccount).address
    if (number % spender === 0) timeline.send(calls.transfer(borrower, shop, spent))
    else timeline.send(calls.faucet(borrower, divDown(terms.principal, 2n)))
  }
}

/**
 * Pays off the oldest loans once more than `runningAtMost` run, as most people of the tape did before the term was over: so
 * moving the clock for years leaves no more work behind than moving it for months.
 */
export const payOffOldest = (life: Life, market: Market, time: number): void => {
  const borrowers = unnamed(life)
  const { currency } = moneyOf(life)
  const running = [...life.watch.loans.values()].filter(({ position }) => position.status === 'active')
  const able = running
    .filter(({ position, currency: of }) => !position.markedLate && of === currency)
    .filter(({ position }) => time - position.drawnAt > 120 * DAY)
    .sort((a, b) => a.position.drawnAt - b.position.drawnAt)
  const count = Math.min(Math.max(0, running.length - runningAtMost), paidOffAtOnce)
  for (const { loanId, wallet, terms } of able.slice(0, count)) {
    const borrower = borrowers.get(wallet)
    if (borrower === undefined) continue
    // Interest and what is late are far below the principal; what is too much is not taken.
    const greatest = terms.principal * 2n
    market.timeline.send(market.calls.faucet(borrower, greatest))
    market.timeline.send(market.calls.payOff(borrower, loanId, greatest))
  }
}

/** Loans each account has that are not over, and whether one of them is not being paid. */
const burdens = (life: Life): Map<string, { loans: number; bad: boolean }> => {
  const found = new Map<string, { loans: number; bad: boolean }>()
  for (const { wallet, position } of life.watch.loans.values()) {
    const { loans, bad } = found.get(wallet) ?? { loans: 0, bad: false }
    const unpaid = position.markedLate || !['funding', 'funded', 'active'].includes(position.status)
    found.set(wallet, { loans: loans + 1, bad: bad || unpaid })
  }
  return found
}

/** Who asks for a loan at `time`: those with the fewest loans, in turn, until there are enough raises to choose from. */
export const askingAt = (life: Life, time: number): number[] => {
  const open = [...life.watch.loans.values()].filter((loan) => isOpen(loan, time)).length
  const turn = latestLoan(life) % laterBorrowers.length
  const carried = burdens(life)
  const burdenOf = (account: number) =>
    carried.get(life.wallets.account(account).address.toLowerCase()) ?? { loans: 0, bad: false }
  return [...laterBorrowers.slice(turn), ...laterBorrowers.slice(0, turn)]
    .filter((account) => !burdenOf(account).bad)
    .sort((a, b) => burdenOf(a).loans - burdenOf(b).loans)
    .slice(0, Math.min(Math.max(0, openRaises - open), newAtOnce))
}

/** Asks for loans as people of the tape did. */
export const requestLoans = (
  life: Life,
  market: Market,
  { time, asking, random }: { time: number; asking: readonly number[]; random: Random },
): void => {
  const latest = latestLoan(life)
  for (const [index, account] of asking.entries()) {
    const told = life.sample[(latest + index) % life.sample.length]
    if (told === undefined) return
    if (market.participantId(account) === undefined) {
      market.register(account, {
        ...{ kind: 0, level: 2, country: 156, investorClass: 0, policyId: 1 },
        verifiedUntil: 65_535,
      })
      market.approve(account)
    }
    const terms: Terms = {
      ...{ method: 'equalInstalment', unit: 'month', interval: 1, count: told.count, interestOnlyCount: 0 },
      ...{ fundingDeadline: time + (8 + random.below(20)) * DAY, autoRepay: true },
    }
    requestAsTold(market, { borrower: account, told, terms, business: false }, life.underwriting)
  }
}
