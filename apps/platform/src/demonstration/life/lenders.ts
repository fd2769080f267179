import { readBalance, readSeries, readUsage } from '@hurong/sdk'
import type { Market } from '../../history/market.ts'
import type { Random } from '../../history/random.ts'
import { otherInvestors } from '../people.ts'
import { isOpen } from './borrowers.ts'
import { fundingsAt, type Lender, type Raise } from './funding.ts'
import { idsOf, type Life, type Moment, moneyOf } from './onChain.ts'

const raisesOf = (life: Life, time: number): Promise<Raise[]> => {
  const { currency } = moneyOf(life)
  const open = [...life.watch.loans.values()].filter(
    (loan) => isOpen(loan, time) && loan.currency === currency,
  )
  return Promise.all(
    open.map(async ({ loanId, terms, fundingDeadline }) => ({
      loanId,
      principal: terms.principal,
      raised: (await readSeries(life.context, { seriesId: loanId })).supply,
      leastTicket: terms.leastTicket,
      deadline: fundingDeadline,
    })),
  )
}

const lendersOf = async (life: Life): Promise<Lender[]> => {
  const { one } = moneyOf(life)
  const ids = await idsOf(life, otherInvestors)
  return Promise.all(
    otherInvestors.map(async (account) => {
      const [used, cap] = await readUsage(life.context, { participantId: ids.get(account) ?? 0 })
      return { account, room: cap > used ? (cap - used) * one : 0n }
    }),
  )
}

/** Funds the open raises, out of what each lender has and, where that is too little, the faucet. */
export const fundRaises = async (
  life: Life,
  market: Market,
  moment: Moment,
  random: Random,
): Promise<void> => {
  const { currency, one } = moneyOf(life)
  const { calls, timeline } = market
  const raises = await raisesOf(life, moment.time)
  const cash = new Map<number, bigint>()
  for (const { loanId, lender, amount } of fundingsAt(
    raises,
    await lendersOf(life),
    { ...moment, one },
    random,
  )) {
    const { address } = life.wallets.account(lender)
    const has = cash.get(lender) ?? (await readBalance(life.context, { currency, account: address }))
    if (has < amount) timeline.send(calls.faucet(lender, amount - has))
    timeline.send(calls.fund(lender, loanId, amount, address))
    cash.set(lender, has < amount ? 0n : has - amount)
  }
}
