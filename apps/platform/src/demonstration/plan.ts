import { DAY, defaultableFrom, divDown, dueAt, isLate } from '@hurong/finance'
import type { Claims } from '@hurong/sdk'
import type { TapeLoan } from '@hurong/tape'
import type { Underwriting } from '../credit/underwriting.ts'
import type { Market, PlannedLoan } from '../history/market.ts'
import { createRandom } from '../history/random.ts'
import { behaviourOf, type Step } from '../replay/behaviour.ts'
import { allInvestors, firstBorrower, keeperAccount, otherInvestors, people, shopAccount } from './people.ts'
import { requestAsTold } from './requests.ts'
import { split } from './split.ts'
import { type Cast, castOf } from './stages.ts'

const hour = 3600

const claims = (investorClass: number, policyId: number, end: number): Claims => ({
  ...{ kind: 0, level: 2, country: 156, investorClass, policyId },
  verifiedUntil: Math.floor(end / DAY) + 3 * 365,
})

/**
 * Plans the demonstration market: real loans of the tape, their dates moved so that each stands at its stage now.
 *
 * Each person's loan issued after the model's training quotes an assessment by it, made of the row's own application columns at the
 * moment of asking. Its least rate is the model's price, or the tape's rate where that is lower: the loan was made at it.
 * @param end Now, seconds since 1970.
 */
export const planDemonstration = (
  market: Market,
  tape: readonly TapeLoan[],
  {
    end,
    seed,
    scale = 1,
    one,
    start,
    underwriting,
  }: {
    end: number
    seed: number
    scale?: number
    /** Base units of one whole unit. */
    one: bigint
    start: number
    underwriting: Underwriting
  },
): Cast[] => {
  const random = createRandom(seed)
  const { timeline, wallets } = market
  const casts = castOf(tape, end, random, scale)
  const cent = divDown(one, 100n)
  const shop = wallets.account(shopAccount).address
  const held = new Map<number, { loan: PlannedLoan; paidAt: number }[]>()
  const records = new Map<PlannedLoan, { loan: PlannedLoan; paidAt: number }>()

  timeline.at(start, () => {
    for (const account of allInvestors) {
      // Who goes on investing however far a visitor moves the clock is verified for good.
      const verified = otherInvestors.includes(account) ? { verifiedUntil: 65_535 } : {}
      market.register(account, { ...claims(0, 1, end), ...verified })
      market.approve(account)
      market.faucet(account, (account < 16 ? 120_000n : 200_000n) * one)
    }
    for (const { account, role } of people)
      if (role === 'borrower') market.register(account, claims(0, 1, end))
    for (const { account, role } of people) if (role === 'borrower') market.approve(account)
  })

  const paid = (loan: PlannedLoan) => {
    const record = records.get(loan)
    if (record !== undefined) record.paidAt = timeline.now()
  }

  const act = (loan: PlannedLoan, auto: boolean, step: Step, more: bigint): void => {
    if (loan.position?.status !== 'active') return
    const pay = (amount: bigint) => market.ensureCash(loan.borrower, amount, divDown(amount * more, 2n))
    if (step.kind === 'prepay') {
      if (step.amount <= market.leastPrepayment(loan) || step.amount >= market.payoff(loan)) return
      pay(step.amount)
      market.prepay(loan, step.amount, 'shorterTerm')
    } else if (step.kind === 'payOff') {
      pay(market.payoff(loan))
      market.payOff(loan)
    } else {
      const due = market.due(loan)
      if (due === 0n) return
      pay(due)
      if (auto) market.collect(loan, keeperAccount)
      else market.repay(loan, due)
    }
    paid(loan)
  }

  const runOut = (loan: PlannedLoan, recovers: boolean): void => {
    const { position, terms } = loan
    if (position === undefined) return
    const from = defaultableFrom(terms, position) ?? end
    const lateFrom = from - (terms.defaultDays - terms.graceDays) * DAY
    timeline.at(lateFrom + hour, () => {
      if (loan.position && isLate(terms, loan.position, timeline.now())) market.markLate(loan, keeperAccount)
    })
    timeline.at(from, () => {
      market.markDefault(loan, keeperAccount)
      timeline.at(timeline.now() + terms.writeOffDays * DAY, () => market.writeOff(loan, keeperAccount))
      if (!recovers) return
      for (const [days, hundredth] of [
        [24, 6n],
        [61, 9n],
        [118, 5n],
      ] as const) {
        timeline.at(timeline.now() + days * DAY, () => {
          const amount = divDown(terms.principal * hundredth, 100n * one) * one
          market.ensureCash(loan.borrower, amount)
          market.repay(loan, amount)
          paid(loan)
        })
      }
    })
  }

  const live = (loan: PlannedLoan, cast: Cast, auto: boolean): void => {
    market.draw(loan)
    market.spend(loan.borrower, loan.raised - loan.fee, shop)
    const { position, terms } = loan
    if (position === undefined) return
    const due = (period: number) => dueAt(position.drawnAt, terms.unit, terms.interval, period)
    const { stage } = cast
    const periods = stage.kind === 'unpaid' ? stage.paid : terms.count
    const told = behaviourOf(cast.tape, terms, position.instalment, cent)
    // Who is going to stop paying has nothing left beyond each instalment, or the keeper would collect the next one too.
    const more = stage.kind === 'unpaid' ? 0n : 7n
    const asTold =
      stage.kind !== 'unpaid' && terms.method === 'equalInstalment' && terms.interestOnlyCount === 0
    const scheduled = Array.from({ length: periods }, (_, n): Step => ({ kind: 'instalment', period: n + 1 }))
    for (const step of asTold ? told.steps : scheduled) {
      timeline.at(due(step.period), () => act(loan, auto, step, more))
    }
    if (stage.kind === 'unpaid') timeline.at(due(periods) + 2 * hour, () => runOut(loan, stage.recovers))
  }

  const fund = (loan: PlannedLoan, amount: bigint, from: number, until: number): void => {
    const some = random.shuffle(allInvestors).slice(0, 4 + random.below(5))
    // Half of all loans have the teacher among their lenders, so that her holdings are many and small.
    const lenders = random.chance(1, 2) ? [3, ...some.filter((lender) => lender !== 3)] : some
    const parts = split(amount, lenders, loan.terms.leastTicket, one, random)
    for (const { lender, amount: part } of parts) {
      timeline.at(from + random.below(Math.max(1, until - from)), () => {
        market.ensureCash(lender, part, 20_000n * one)
        market.fund(loan, lender, part)
        const record = records.get(loan) ?? { loan, paidAt: 0 }
        records.set(loan, record)
        held.set(lender, [...(held.get(lender) ?? []), record])
      })
    }
  }

  const named = people.filter(({ role }) => role === 'borrower').map(({ account }) => account)
  const namedCasts = nameBorrowers(casts, named)
  let borrower = firstBorrower
  for (const cast of casts) {
    const { tape: told, stage, drawAt, shape } = cast
    const account = namedCasts.get(cast) ?? borrower++
    const isNamed = namedCasts.has(cast)
    const auto = !isNamed && random.chance(19, 20)
    const business =
      told.purpose === 'small_business' && told.annualRate <= 240_000n && stage.kind !== 'unpaid'
    const reflection = business ? 0 : 4 * DAY
    const asking =
      stage.kind === 'funding'
        ? end - stage.askedDaysAgo * DAY
        : stage.kind === 'funded'
          ? end - stage.closedDaysAgo * DAY - 9 * DAY
          : drawAt - reflection - (4 + random.below(8)) * DAY
    timeline.at(asking, () => {
      market.register(account, claims(0, 1, end))
      if (!isNamed) market.approve(account)
      const deadline = stage.kind === 'funding' ? end + (3 + random.below(15)) * DAY : asking + 29 * DAY
      const fundingDeadline = Math.min(deadline, timeline.now() + 30 * DAY)
      const terms = { ...shape, fundingDeadline, autoRepay: auto }
      const loan = requestAsTold(market, { borrower: account, told, terms, business }, underwriting)
      if (stage.kind === 'funding') {
        const part = divDown(loan.terms.principal * BigInt(stage.percent), 100n * 10n * one) * 10n * one
        fund(loan, part, asking + hour, end - hour)
      } else {
        const closes =
          stage.kind === 'funded' ? end - stage.closedDaysAgo * DAY : drawAt - reflection - 2 * hour
        fund(loan, loan.terms.principal, timeline.now() + hour, closes)
        if (stage.kind !== 'funded') timeline.at(drawAt, () => live(loan, cast, auto))
      }
    })
  }

  for (const [index, account] of allInvestors.entries()) {
    let since = 0
    const last = end - (20 + index * 5) * DAY
    for (let at = start + (200 + index * 3) * DAY; at < last; at += 90 * DAY) {
      timeline.at(at, () => {
        const open = (held.get(account) ?? []).filter(({ paidAt }) => paidAt > since).map(({ loan }) => loan)
        if (open.length > 0) market.claim(account, open.slice(0, 60))
        since = timeline.now()
      })
    }
  }

  timeline.at(end - hour, () => {
    for (const { account, role } of people) {
      if (role === 'newcomer') {
        market.register(account, claims(0, 1, end))
        market.faucet(account, 10_000n * one)
      }
      if (role === 'borrower') market.ensureCash(account, 4_000n * one)
    }
    // Most borrowers have what the rest of their loan asks for, some only the next few instalments, and some nothing:
    // so a visitor who moves the clock sees cash arrive, lateness begin and default fall due.
    for (const loan of market.loans) {
      if (loan.position?.status !== 'active' || named.includes(loan.borrower)) continue
      const late = isLate(loan.terms, loan.position, timeline.now())
      if (!late && random.chance(5, 6))
        market.ensureCash(loan.borrower, divDown(market.payoff(loan) * 13n, 10n))
    }
  })
  return casts
}

/** The named borrowers: one pays by hand, one has a raise to draw, one is late, one repaid a loan and asks again. */
const nameBorrowers = (casts: readonly Cast[], named: readonly number[]): Map<Cast, number> => {
  const map = new Map<Cast, number>()
  const give = (account: number | undefined, fits: (cast: Cast) => boolean) => {
    const cast = casts.find((one) => !map.has(one) && fits(one))
    if (account !== undefined && cast !== undefined) map.set(cast, account)
  }
  const [carpenter, shop, late, again] = named
  const plain = ({ shape }: Cast) => shape.method === 'equalInstalment' && shape.interestOnlyCount === 0
  give(carpenter, (cast) => cast.stage.kind === 'running' && plain(cast))
  give(shop, ({ stage }) => stage.kind === 'funded' && stage.closedDaysAgo > 4)
  give(shop, (cast) => cast.stage.kind === 'running' && plain(cast))
  give(late, ({ stage }) => stage.kind === 'unpaid' && stage.daysPastDue > 8 && stage.daysPastDue < 30)
  give(again, ({ stage }) => stage.kind === 'repaid')
  give(again, ({ stage }) => stage.kind === 'funding')
  return map
}
