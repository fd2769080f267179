import { DAY, defaultableFrom, divDown, dueAt, isLate, takenOf, termDaysOf } from '@hurong/finance'
import type { Purpose } from '@hurong/sdk/api'
import type { TapeLoan } from '@hurong/tape'
import type { Applicant, Underwriting } from '../credit/underwriting.ts'
import type { Asked } from '../history/calls.ts'
import { localProducts } from '../history/ground.ts'
import type { Market, PlannedLoan } from '../history/market.ts'
import { createRandom, type Random } from '../history/random.ts'
import { type Behaviour, behaviourOf, type Step } from './behaviour.ts'

/**
 * Why a loan is asked for without an assessment: the model was trained on it, so that what it says would be no forecast, or its
 * row has a cell the model cannot read.
 */
export type Unassessed = 'trainedOn' | 'unreadable'

/** A loan to be replayed, and the line of the tape it stands on. */
export type ReplayRow = {
  readonly loan: TapeLoan
  readonly line: number
  readonly unassessed: Unassessed | undefined
}

/** A loan of the tape and what became of it on the chain. */
export type Replayed = {
  readonly tape: TapeLoan
  readonly line: number
  readonly planned: PlannedLoan
  readonly unassessed: Unassessed | undefined
  behaviour: Behaviour | undefined
}

/** Indexes of accounts: the deployer and the keeper, then investors, then borrowers. */
export const keeperAccount = 1
export const firstInvestor = 2

const purposes: Record<TapeLoan['purpose'], Purpose> = {
  car: 'car',
  credit_card: 'creditCard',
  debt_consolidation: 'debtConsolidation',
  educational: 'education',
  home_improvement: 'homeImprovement',
  house: 'house',
  major_purchase: 'majorPurchase',
  medical: 'medical',
  moving: 'moving',
  other: 'other',
  renewable_energy: 'renewableEnergy',
  small_business: 'smallBusiness',
  vacation: 'vacation',
  wedding: 'wedding',
}

/** The platform's word for a purpose of the tape. */
export const purposeOfTape = (purpose: TapeLoan['purpose']): Purpose => purposes[purpose]

/** Notes are taken in steps of 25 whole units, as on the marketplace the tape is from. */
const step = 25n
/** Lenders of one loan at most, and of all loans of one week. */
const lendersOfWeek = 12
/** Series one claim or one funding takes. */
const seriesAtOnce = 40

/** Splits a principal over lenders in whole steps; the last one takes what is left. */
export const sharesOf = (principal: bigint, lenders: number, unit: bigint, random: Random): bigint[] => {
  const size = step * unit
  const steps = Number(divDown(principal, size))
  const count = Math.max(1, Math.min(lenders, steps))
  const weights = Array.from({ length: count }, () => 1 + random.below(5))
  const all = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map((weight) => BigInt(Math.max(1, Math.floor((steps * weight) / all))) * size)
  const taken = shares.slice(0, -1).reduce((a, b) => a + b, 0n)
  shares[count - 1] = principal - taken
  return shares
}

/**
 * Plans the lives of the tape's loans: in the week of its issue a loan is asked for, funded by some of the investors and
 * drawn; then its borrower pays as the tape tells. Once a year investors take out what came in. Each loan the model was not
 * trained on quotes its assessment, made when it is asked for.
 * @param shift Seconds by which the tape's dates are moved.
 */
export const planReplay = (
  market: Market,
  rows: readonly ReplayRow[],
  {
    investors,
    seed,
    shift,
    underwriting,
    unit,
  }: {
    investors: number
    seed: number
    shift: number
    underwriting: Underwriting
    /** Base units of one US cent. */
    unit: bigint
  },
): Replayed[] => {
  const random = createRandom(seed)
  const { timeline } = market
  const products = localProducts(market.deployment)
  const replayed: Replayed[] = []
  const held = new Map<number, PlannedLoan[]>()
  const paidAt = new Map<PlannedLoan, number>()
  const claimedAt = new Map<number, number>()
  const reflection = 5 * DAY

  const order = rows
    .map((row) => ({ ...row, drawAt: row.loan.issuedAt + shift + random.below(27) * DAY }))
    .sort((a, b) => a.drawAt - b.drawAt)
  const first = order[0]?.drawAt ?? 0
  const opening = first - 21 * DAY

  timeline.at(opening, () => {
    for (let n = 0; n < investors; n++) {
      const account = firstInvestor + n
      market.register(account, {
        kind: 0,
        level: 2,
        country: 156,
        investorClass: 1,
        policyId: 0,
        verifiedUntil: 65_535,
      })
      market.approve(account)
    }
  })

  const paid = (loan: PlannedLoan): void => {
    paidAt.set(loan, timeline.now())
  }

  const act = (replay: Replayed, what: Step): void => {
    const loan = replay.planned
    if (loan.position?.status !== 'active') return
    const pay = (amount: bigint) => market.ensureCash(loan.borrower, amount, loan.terms.principal)
    if (what.kind === 'instalment') {
      const due = market.due(loan)
      if (due === 0n) return
      pay(due)
      market.repay(loan, due)
    } else if (what.kind === 'payOff') {
      pay(market.payoff(loan))
      market.payOff(loan)
    } else if (what.kind === 'prepay') {
      if (what.amount <= market.leastPrepayment(loan)) return
      pay(what.amount)
      market.prepay(loan, what.amount, 'shorterTerm')
    } else {
      pay(what.amount)
      if (what.amount > market.repayable(loan)) market.prepay(loan, what.amount, 'shorterTerm')
      else if (what.amount > 0n) market.repay(loan, what.amount)
    }
    paid(loan)
  }

  /** After the last payment the loan runs late, into default, and is written off; recoveries come in between. */
  const runOut = (replay: Replayed): void => {
    const loan = replay.planned
    const { position, terms } = loan
    if (position?.status !== 'active') return
    const from = defaultableFrom(terms, position)
    if (from === null) return
    timeline.at(from - (terms.defaultDays - terms.graceDays - 1) * DAY, () => {
      if (loan.position?.status === 'active' && isLate(terms, loan.position, timeline.now())) {
        market.markLate(loan, keeperAccount)
      }
    })
    timeline.at(from, () => {
      market.markDefault(loan, keeperAccount)
      const { recoveries = 0n } = replay.behaviour ?? {}
      timeline.at(timeline.now() + terms.writeOffDays * DAY, () => market.writeOff(loan, keeperAccount))
      if (recoveries === 0n) return
      // The tape tells how much came back, not when: half a year and a year after the default.
      for (const [days, part] of [
        [150, recoveries - divDown(recoveries, 2n)],
        [365, divDown(recoveries, 2n)],
      ] as const) {
        timeline.at(timeline.now() + days * DAY, () => {
          if (part === 0n || !['defaulted', 'writtenOff'].includes(loan.position?.status ?? '')) return
          market.ensureCash(loan.borrower, part)
          market.repay(loan, part)
          paid(loan)
        })
      }
    })
  }

  const live = (replay: Replayed): void => {
    const { planned: loan, tape } = replay
    market.draw(loan)
    const { position, terms } = loan
    if (position === undefined) return
    replay.behaviour = behaviourOf(tape, terms, position.instalment, unit)
    let last = timeline.now()
    for (const what of replay.behaviour.steps) {
      last = dueAt(position.drawnAt, terms.unit, terms.interval, what.period)
      timeline.at(last, () => act(replay, what))
    }
    if (replay.behaviour.defaults) timeline.at(last + 1, () => runOut(replay))
  }

  const weeks = new Map<number, typeof order>()
  for (const item of order) {
    const week = Math.floor((item.drawAt - first) / (7 * DAY))
    weeks.set(week, [...(weeks.get(week) ?? []), item])
  }
  let borrower = firstInvestor + investors
  for (const [week, items] of weeks) {
    const asking = first + week * 7 * DAY - 10 * DAY
    const accounts = items.map(() => borrower++)
    const lenders = random
      .shuffle(Array.from({ length: investors }, (_, n) => firstInvestor + n))
      .slice(0, Math.min(lendersOfWeek, investors))
    timeline.at(asking, () => {
      const fundings = new Map<number, { loan: PlannedLoan; amount: bigint }[]>()
      items.forEach(({ loan: tape, line, unassessed, drawAt }, index) => {
        const account = accounts[index] as number
        market.register(account, {
          kind: 0,
          level: 2,
          country: 156,
          investorClass: 0,
          policyId: 0,
          verifiedUntil: 65_535,
        })
        market.approve(account)
        const asked: Omit<Asked, 'purpose'> = {
          productId: unassessed === undefined ? products.assessed : products.personal,
          principal: tape.principal * unit,
          annualRate: tape.annualRate,
          ...{
            method: 'equalInstalment',
            unit: 'month',
            interval: 1,
            count: tape.count,
            interestOnlyCount: 0,
          },
          fundingDeadline: timeline.now() + 14 * DAY,
          autoRepay: false,
        }
        const sign = (applicant: Applicant) =>
          underwriting.sign(
            {
              told: tape,
              asked: { ...asked, months: tape.count },
              requested: tape.requested * unit,
              termDays: termDaysOf(asked),
            },
            applicant,
          )
        const planned = market.request(
          account,
          purposeOfTape(tape.purpose),
          asked,
          unassessed === undefined ? sign : undefined,
        )
        const some = random.shuffle(lenders).slice(0, 3 + random.below(lendersOfWeek - 2))
        sharesOf(planned.terms.principal, some.length, 100n * unit, random).forEach((amount, n) => {
          const lender = some[n] as number
          fundings.set(lender, [...(fundings.get(lender) ?? []), { loan: planned, amount }])
        })
        const replay: Replayed = { tape, line, planned, unassessed, behaviour: undefined }
        replayed.push(replay)
        timeline.at(Math.max(drawAt, asking + DAY + reflection), () => live(replay))
      })
      timeline.at(asking + DAY, () => {
        for (const [lender, parts] of fundings) {
          market.ensureCash(
            lender,
            parts.reduce((all, { amount }) => all + amount, 0n),
            100_000n * 100n * unit,
          )
          for (let at = 0; at < parts.length; at += seriesAtOnce)
            market.fundMany(lender, parts.slice(at, at + seriesAtOnce))
          held.set(lender, [...(held.get(lender) ?? []), ...parts.map(({ loan }) => loan)])
        }
      })
    })
  }

  const claim = (account: number): void => {
    const since = claimedAt.get(account) ?? 0
    const open = (held.get(account) ?? []).filter((loan) => (paidAt.get(loan) ?? -1) >= since)
    for (let at = 0; at < open.length; at += seriesAtOnce)
      market.claim(account, open.slice(at, at + seriesAtOnce))
    claimedAt.set(account, timeline.now())
  }
  const lastDraw = order.at(-1)?.drawAt ?? first
  const longest = Math.max(0, ...rows.map(({ loan }) => lifeInDays(loan)))
  const end = lastDraw + longest * DAY
  for (let n = 0; n < investors; n++) {
    const account = firstInvestor + n
    const until = n % 10 === 9 ? first + 1_100 * DAY : end
    for (let at = first + 365 * DAY + (n % 30) * DAY; at < until; at += 365 * DAY)
      timeline.at(at, () => claim(account))
    // Every tenth investor leaves what came in last where it is: it must be claimable then.
    if (n % 10 !== 9) timeline.at(end, () => claim(account))
  }
  return replayed
}

/** Days from issue after which nothing happens to a loan any more: last payment, default, both recoveries, write-off. */
export const lifeInDays = (loan: TapeLoan): number => {
  const paidFor = loan.lastPaymentAt === null ? 0 : Math.ceil((loan.lastPaymentAt - loan.issuedAt) / DAY)
  return Math.max(paidFor, loan.count * 31) + 62 + (loan.status === 'chargedOff' ? 100 + 400 : 0)
}

/** What was received of a loan, base units, for the comparison with the tape. */
export const receivedOf = ({ repaid, recovered }: PlannedLoan) => ({
  ...repaid,
  recoveries: takenOf(recovered),
})
