export { bucketOf, DELINQUENCY_BUCKETS, type DelinquencyBucket } from './delinquency/buckets.ts'
export {
  asksNothing,
  type InstalmentAsk,
  instalmentsFrom,
  interestUnpaidAt,
} from './loans/ask.ts'
export { addMonths, DAY, dueAt } from './loans/calendar.ts'
export { declareDefault, defaultableFrom, TooEarly } from './loans/default.ts'
export { dueNow, dueNowAllocation, repayable, repayableAllocation } from './loans/due.ts'
export { drawFee } from './loans/fee.ts'
export { fundedShare } from './loans/fundedShare.ts'
export { instalmentOf, powRay, RAY } from './loans/instalment.ts'
export { lateInterestUp, partialInterestUp, periodInterestUp } from './loans/interest.ts'
export { daysAfter, daysPastDue, graceEnd, isLate, lateInterest, oldestUnpaid } from './loans/late.ts'
export {
  type PaidInstalment,
  type PaidSchedule,
  type Payment,
  paidSchedule,
  settlementOf,
} from './loans/payments.ts'
export { AmountBelowPayoff, payoff, payoffAllocation, settlePayoff } from './loans/payoff.ts'
export { drawLoan, LoanNotInStatus, type LoanPosition, type LoanStatus } from './loans/position.ts'
export { owedBeforePrepaying, type PrepaymentChoice, PrepaymentTooSmall, prepay } from './loans/prepay.ts'
export { type PeriodRate, periodRate } from './loans/rate.ts'
export { debt, lateInterestAfterDefault, recover, writeOff } from './loans/recover.ts'
export { collect, repay } from './loans/repay.ts'
export { type Instalment, type RemainingInstalment, remainingSchedule, scheduleOf } from './loans/schedule.ts'
export {
  type Allocation,
  AmountNotPositive,
  type SettledInstalment,
  type Settlement,
  takenOf,
} from './loans/settlement.ts'
export {
  type InstalmentStatus,
  type SettledAs,
  type Standing,
  type StandingInstalment,
  standingsOf,
} from './loans/standing.ts'
export {
  amortisingCountOf,
  COUNT_MAX,
  checkTerms,
  INTERVAL_MAX,
  type LoanTerms,
  lateRateOf,
  METHOD_NUMBERS,
  METHODS,
  type Method,
  type PeriodUnit,
  PRINCIPAL_MAX,
  RATE_SCALE,
  TERM_MAX,
  TermOutOfRange,
  termDaysOf,
  UNIT_NUMBERS,
  UNITS,
} from './loans/terms.ts'
export { type OwingLoan, type UnpaidInstalment, unpaidAmong, unpaidInstalments } from './loans/unpaid.ts'
export { DivisionOutOfRange, divDown, divUp } from './money/divide.ts'
export { add, compare, greatest, least, lessOrNone, type Money, money, subtract } from './money/money.ts'
export { type AmountFault, AmountUnreadable, formatUnits, parseAmount } from './money/parse.ts'
export { split, WeightsOutOfRange } from './money/split.ts'
export {
  accruedOf,
  claim,
  claimableOf,
  type Holding,
  NO_HOLDING,
  NotesNotHeld,
  transfer,
} from './notes/share.ts'
export { borrowerCashFlows, effectiveApr } from './returns/apr.ts'
export { type PaybackPoint, paybackPoints, type Receipt } from './returns/payback.ts'
export { type CashFlow, xirr } from './returns/xirr.ts'
export { type Band, wilson, Z95 } from './statistics/wilson.ts'
