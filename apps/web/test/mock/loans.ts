import {
  daysPastDue,
  declareDefault,
  defaultableFrom,
  drawFee,
  drawLoan,
  dueAt,
  dueNowAllocation,
  type LoanTerms as FinanceTerms,
  fundedShare,
  instalmentOf,
  type LoanPosition,
  payoffAllocation,
  repay,
  scheduleOf,
  takenOf,
} from '@hurong/finance'
import type { ChainEvent, LoanDetail, LoanStatus, Method, Purpose, ScheduleRow } from '@hurong/sdk/api'

/** A loan of the imagined market, with all that the API would tell about it. */
export interface MockLoan {
  readonly detail: LoanDetail
  readonly rows: readonly ScheduleRow[]
  readonly events: readonly ChainEvent[]
  readonly holders: readonly { readonly index: number; readonly balance: bigint }[]
}

export const now = Date.UTC(2026, 10, 24, 1, 0) / 1000
export const currency = `0x${'c0'.repeat(20)}`
const unit = 1_000_000n
const purposes: readonly Purpose[] = [
  'smallBusiness',
  'debtConsolidation',
  'creditCard',
  'homeImprovement',
  'car',
  'wedding',
  'medical',
  'moving',
  'education',
  'majorPurchase',
]
const methods: readonly Method[] = [
  'equalInstalment',
  'equalInstalment',
  'equalInstalment',
  'equalPrincipal',
  'interestOnly',
  'bullet',
]

export const addressOf = (index: number) => `0x${(index + 0xa000).toString(16).padStart(40, '0')}`
const hashOf = (seed: number) =>
  `0x${(BigInt(seed + 1) * 0x9e3779b97f4a7c15n).toString(16).padStart(64, '0').slice(-64)}`
/** The same figures on every run: a linear congruential row. */
export const random = (seed: number) => {
  let state = BigInt(seed * 7919 + 12345)
  return (below: number) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
    return Number(state >> 33n) % below
  }
}

const split = (a: { lateInterest: bigint; interest: bigint; principal: bigint }) => ({
  lateInterest: String(a.lateInterest),
  interest: String(a.interest),
  principal: String(a.principal),
})

/** How a loan of the imagined market went: instalments paid before it stopped, or still being funded. */
export type Fate = 'funding' | 'funded' | 'onTime' | 'late' | 'defaulted' | 'repaid' | 'cancelled'

export function makeLoan(number: number, fate: Fate): MockLoan {
  const pick = random(number)
  const method =
    fate === 'late' || fate === 'defaulted' ? 'equalInstalment' : (methods[pick(methods.length)] ?? 'bullet')
  const count = method === 'bullet' ? 1 : ([12, 24, 36][pick(3)] ?? 12)
  const principal = BigInt(1_000 + pick(90) * 100) * unit
  const terms: FinanceTerms = {
    principal,
    annualRate: BigInt(60_000 + pick(140) * 1_000 + pick(10) * 100),
    lateRate: 200_000n,
    method,
    unit: 'month',
    interval: method === 'bullet' ? 12 : 1,
    count,
    interestOnlyCount: 0,
    graceDays: 5,
    defaultDays: 120,
    writeOffDays: 180,
    originationFee: 20_000n,
  }
  const drawn = !['funding', 'funded', 'cancelled'].includes(fate)
  const elapsed =
    fate === 'repaid' ? count + 1 : fate === 'defaulted' ? 9 : Math.max(1, Math.min(count - 1, 1 + pick(18)))
  const daysLate = fate === 'late' ? ([3, 11, 46, 74, 95][pick(5)] ?? 11) : 5 + pick(20)
  const drawnAt = drawn
    ? dueAt(
        now - (fate === 'late' ? daysLate : 10 + pick(15)) * 86_400,
        'month',
        1,
        -elapsed * terms.interval,
      )
    : 0
  const events: ChainEvent[] = []
  const add = (type: string, at: number, data: Record<string, string>) =>
    events.push({
      id: `${number}-${events.length}`,
      type,
      at,
      block: Math.floor(at / 12),
      transaction: hashOf(number * 100 + events.length),
      logIndex: events.length,
      loanNumber: number,
      participantId: null,
      data,
      people: {},
    })

  const requestedAt = drawn ? drawnAt - 9 * 86_400 : now - (1 + pick(6)) * 86_400
  add('LoanRequested', requestedAt, { principal: String(principal), annualRate: String(terms.annualRate) })

  const share =
    fate === 'funding' ? BigInt(150_000 + pick(820) * 1_000) : fate === 'cancelled' ? 300_000n : 1_000_000n
  const raised = ((principal * share) / 1_000_000n / (25n * unit)) * 25n * unit
  const holders: { index: number; balance: bigint }[] = []
  for (let left = raised, index = pick(10); left > 0n; index++) {
    const balance = BigInt(Math.min(Number(left / unit), 50 + pick(12) * 50)) * unit
    holders.push({ index, balance })
    left -= balance
    add('Transfer', requestedAt + holders.length * 3_600, {
      sender: `0x${'0'.repeat(40)}`,
      receiver: addressOf(index),
      amount: String(balance),
    })
  }
  holders.sort((a, b) => (a.balance < b.balance ? 1 : -1))

  let position: LoanPosition | null = null
  let status: LoanStatus = fate === 'cancelled' ? 'cancelled' : fate === 'funded' ? 'funded' : 'funding'
  const received = { lateInterest: 0n, interest: 0n, principal: 0n }
  const settled = new Map<number, { at: number; daysLate: number }>()
  const planned = scheduleOf(terms, drawn ? drawnAt : now)
  if (drawn) {
    add('FundingClosed', drawnAt - 4 * 86_400, {
      raised: String(raised),
      drawableFrom: String(drawnAt - 86_400),
    })
    add('LoanDrawn', drawnAt, {
      principal: String(principal),
      fee: String(drawFee(terms)),
    })
    position = drawLoan(terms, drawnAt)
    status = 'active'
    const toPay = fate === 'late' || fate === 'defaulted' ? elapsed - (fate === 'late' ? 1 : 5) : elapsed
    for (const instalment of planned.slice(0, Math.max(0, toPay))) {
      const at = instalment.dueAt + (pick(9) === 0 ? 2 * 86_400 : 0)
      if (at > now) break
      const amount = takenOf(dueNowAllocation(terms, position, at))
      const done = repay(terms, position, at, amount)
      position = done.position
      received.interest += done.allocation.interest
      received.principal += done.allocation.principal
      add('Repaid', at, {
        ...split(done.allocation),
        outstandingPrincipal: String(position.outstandingPrincipal),
      })
      for (const one of done.settled) {
        settled.set(one.index, { at, daysLate: one.daysLate })
        add('InstalmentSettled', at, {
          index: String(one.index),
          daysLate: String(one.daysLate),
          onTime: 'true',
        })
      }
    }
    if (position.status === 'repaid') {
      status = 'repaid'
      add('LoanClosed', events.at(-1)?.at ?? now, { status: '4' })
    }
    const late = daysPastDue(terms, position, now)
    if (status === 'active' && late > terms.graceDays) status = 'late'
    if (status === 'late')
      add('LoanLate', now - 3_600, { index: String(position.nextInstalment), daysPastDue: String(late) })
    if (fate === 'defaulted') {
      const at = Math.min(now, defaultableFrom(terms, position) ?? now)
      position = declareDefault(terms, position, at)
      status = 'defaulted'
      add('LoanDefaulted', at, { outstandingPrincipal: String(position.outstandingPrincipal) })
    }
  }
  const next = position && position.status === 'active' ? position.nextInstalment : 0
  const late = position && position.status === 'active' ? daysPastDue(terms, position, now) : 0
  const zero = { lateInterest: '0', interest: '0', principal: '0' }
  const rows: ScheduleRow[] = planned.map(({ index, dueAt: due, interestDue, principalDue }) => {
    const one = settled.get(index)
    const overdue = drawn && !one && due < now && position?.status === 'active'
    return {
      index,
      dueAt: due,
      principal: String(principalDue),
      interest: String(interestDue),
      paid: one ? String(principalDue + interestDue) : '0',
      settledAt: one?.at ?? null,
      daysLate: one?.daysLate ?? (overdue ? Math.floor((now - due) / 86_400) : null),
      status: one
        ? one.daysLate > 5
          ? 'paidLate'
          : 'onTime'
        : overdue
          ? 'late'
          : index === next
            ? 'running'
            : 'upcoming',
    }
  })
  const amortising = instalmentOf(terms, principal, count)
  const detail: LoanDetail = {
    loanId: String(number),
    number,
    status,
    currency,
    purpose: purposes[pick(purposes.length)] ?? 'other',
    borrowerId: 1_000 + (number % 60),
    productId: 1,
    terms: {
      principal: String(principal),
      annualRate: Number(terms.annualRate),
      lateRate: Number(terms.lateRate),
      method,
      unit: 'month',
      interval: terms.interval,
      count,
      interestOnlyCount: 0,
      graceDays: 5,
      defaultDays: 120,
      writeOffDays: 180,
      originationFee: 20_000,
      reflectionPeriod: 259_200,
      drawPeriod: 604_800,
      leastShare: 600_000,
      leastTicket: '10000000',
    },
    termDays: count * terms.interval * 30,
    requestedAt,
    fundingDeadline: drawn ? drawnAt - 4 * 86_400 : now + pick(12 * 24) * 3_600 + 1_800,
    raised: String(raised),
    fundedShare: fundedShare(raised, principal),
    lenders: holders.length,
    closedAt: drawn ? drawnAt - 4 * 86_400 : fate === 'funded' ? now - 86_400 : null,
    drawnAt: drawn ? drawnAt : null,
    outstandingPrincipal: String(position?.outstandingPrincipal ?? 0n),
    instalment: String(amortising),
    nextDueAt: next ? (planned[next - 1]?.dueAt ?? null) : null,
    daysPastDue: late,
    instalmentsSettled: settled.size,
    wallet: addressOf(5_000 + number),
    autoRepay: true,
    termsHash: hashOf(number),
    zhHash: hashOf(number + 1),
    enHash: hashOf(number + 2),
    position: null,
    received: split(received),
    recovered: '0',
    fee: String(drawFee(terms)),
    dueNow: next && position ? split(dueNowAllocation(terms, position, now)) : zero,
    payoff: next && position ? split(payoffAllocation(terms, position, now)) : zero,
    defaultableFrom: next && position ? defaultableFrom(terms, position) : null,
    drawableFrom: fate === 'funded' ? now + 2 * 86_400 : null,
    writeOffableFrom: status === 'defaulted' ? now + 150 * 86_400 : null,
  }
  return { detail, rows, events, holders }
}
