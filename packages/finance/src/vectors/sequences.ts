import { declareDefault } from '../loans/default.ts'
import { dueNow, repayable } from '../loans/due.ts'
import { daysPastDue } from '../loans/late.ts'
import { payoff, settlePayoff } from '../loans/payoff.ts'
import { drawLoan, type LoanPosition, type LoanStatus } from '../loans/position.ts'
import { owedBeforePrepaying, prepay } from '../loans/prepay.ts'
import { debt, recover, writeOff } from '../loans/recover.ts'
import { repay } from '../loans/repay.ts'
import { NOTHING_TAKEN, type Settlement } from '../loans/settlement.ts'
import { type LoanTerms, METHOD_NUMBERS, UNIT_NUMBERS } from '../loans/terms.ts'
import { anyDrawDate, anyTerms } from './choices.ts'
import { type Columns, columnsOf } from './columns.ts'
import { type Random, randomFrom } from './random.ts'
import { nextTime } from './times.ts'

export const LOAN_ACTIONS = {
  repay: 0,
  prepayShorter: 1,
  prepaySmaller: 2,
  payOff: 3,
  markDefault: 4,
  recover: 5,
  writeOff: 6,
} as const
export type LoanAction = keyof typeof LOAN_ACTIONS

/** Numbers of the contract's status. */
export const STATUS_NUMBERS: Record<LoanStatus, number> = {
  active: 3,
  repaid: 4,
  defaulted: 5,
  recovered: 6,
  writtenOff: 7,
}

const LOANS_PER_FILE = 320
const ACTIONS_AT_MOST = 9

/** What is owed in all: the payoff while the loan is active, the debt after default. */
const owedAt = (terms: LoanTerms, position: LoanPosition, at: number): bigint =>
  position.defaultedAt > 0 ? debt(terms, position, at) : payoff(terms, position, at)

const done = (position: LoanPosition): Settlement => ({
  position,
  allocation: NOTHING_TAKEN,
  settled: [],
  closed: false,
})

type Step = { action: LoanAction; amount: bigint; settlement: Settlement }

/** An action the loan allows at `now`, or null when there is nothing to do then. */
function stepOf(terms: LoanTerms, position: LoanPosition, now: number, random: Random): Step | null {
  if (position.status === 'defaulted' || position.status === 'writtenOff') {
    if (position.status === 'defaulted' && now >= position.defaultedAt + terms.writeOffDays * 86_400) {
      if (random.number(0, 1) === 0) {
        return { action: 'writeOff', amount: 0n, settlement: done(writeOff(terms, position, now)) }
      }
    }
    const owed = debt(terms, position, now)
    const amount = random.pick([1n, random.amount(1n, owed), random.amount(1n, owed), owed, owed + 5n])
    return { action: 'recover', amount, settlement: recover(terms, position, now, amount) }
  }
  const due = dueNow(terms, position, now)
  const open = repayable(terms, position, now)
  const whole = payoff(terms, position, now)
  const first = owedBeforePrepaying(terms, position, now)
  const action = random.pick(['repay', 'repay', 'repay', 'prepayShorter', 'prepaySmaller', 'payOff'] as const)
  if (action === 'payOff') {
    // A payoff ends the sequence, so it is taken seldom.
    if (random.number(0, 3) > 0) return null
    return { action, amount: whole, settlement: settlePayoff(terms, position, now, whole) }
  }
  if (action === 'repay') {
    if (open === 0n) return null
    const amount = random.pick([1n, due, open, open, random.amount(1n, open), whole - 1n, whole + 7n])
    if (amount < 1n) return null
    return { action, amount, settlement: repay(terms, position, now, amount) }
  }
  if (whole <= first + 1n) return null
  const amount = random.pick([
    first + 1n,
    random.amount(first + 1n, whole - 1n),
    random.amount(first + 1n, whole),
    whole,
  ])
  const choice = action === 'prepayShorter' ? 'shorterTerm' : 'smallerInstalment'
  return { action, amount, settlement: prepay(terms, position, now, amount, choice) }
}

function rowOf(
  loan: number,
  terms: LoanTerms,
  before: LoanPosition,
  now: number,
  step: Step,
  random: Random,
) {
  const { position, allocation, settled } = step.settlement
  const probeAt = now + random.pick([0, 1, 86_400, 40 * 86_400, random.number(0, 10_000_000)])
  const active = position.status === 'active'
  return {
    loan,
    principal: terms.principal,
    annualRate: terms.annualRate,
    lateRate: terms.lateRate,
    method: METHOD_NUMBERS[terms.method],
    unit: UNIT_NUMBERS[terms.unit],
    interval: terms.interval,
    count: terms.count,
    interestOnlyCount: terms.interestOnlyCount,
    graceDays: terms.graceDays,
    defaultDays: terms.defaultDays,
    writeOffDays: terms.writeOffDays,
    drawnAt: before.drawnAt,
    kind: LOAN_ACTIONS[step.action],
    time: now,
    amount: step.amount,
    lateInterest: allocation.lateInterest,
    interest: allocation.interest,
    principalTaken: allocation.principal,
    settled: settled.length,
    settledOnTime: settled.filter(({ onTime }) => onTime).length,
    daysLate: settled.reduce((sum, { daysLate }) => sum + daysLate, 0),
    status: STATUS_NUMBERS[position.status],
    outstandingPrincipal: position.outstandingPrincipal,
    nextInstalment: position.nextInstalment,
    interestPaid: position.interestPaid,
    principalPaid: position.principalPaid,
    accrualStart: position.accrualStart,
    instalment: position.instalment,
    lateInterestOwed: position.lateInterestOwed,
    interestOwed: position.interestOwed,
    probeAt,
    owed: owedAt(terms, position, probeAt),
    dueNow: active ? dueNow(terms, position, probeAt) : 0n,
    repayable: active ? repayable(terms, position, probeAt) : 0n,
    daysPastDue: active ? daysPastDue(terms, position, probeAt) : 0,
  }
}

function sequenceOf(loan: number, random: Random) {
  const terms = anyTerms(random, random.pick([1, 2, 3, 6, 12, 36, 360]))
  let position = drawLoan(terms, anyDrawDate(random))
  let now = position.drawnAt
  const rows = []
  for (let tries = 0; tries < 40 && rows.length < ACTIONS_AT_MOST; tries++) {
    if (position.status === 'repaid' || position.status === 'recovered') break
    const time = nextTime(terms, position, now, random)
    now = time.at
    const step = time.defaults
      ? ({
          action: 'markDefault',
          amount: 0n,
          settlement: done(declareDefault(terms, position, now)),
        } as const)
      : stepOf(terms, position, now, random)
    if (!step) continue
    rows.push(rowOf(loan, terms, position, now, step, random))
    position = step.settlement.position
  }
  return rows
}

/** Sequences of everything that can happen to a drawn loan, a row per action. */
export function sequenceVectors(seed: number): Columns {
  const random = randomFrom(seed)
  return columnsOf(Array.from({ length: LOANS_PER_FILE }, (_, loan) => sequenceOf(loan, random)).flat())
}
