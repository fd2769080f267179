import {
  drawLoan,
  fundedShare,
  instalmentOf,
  METHODS,
  oldestUnpaid,
  settlementOf,
  takenOf,
  termDaysOf,
  UNITS,
} from '@hurong/finance'
import { loanNumberOf, nameOf, type Prepayment, STATUSES, unpackSeriesId } from '@hurong/sdk'
import { type LoanRow, positionOf, termsOf } from '../../loans/position.ts'
import type { IndexedEvent } from '../event.ts'
import type { RowStore } from '../rowStore.ts'
import { setDates, setPosition } from './position.ts'

type Event<N extends IndexedEvent['name']> = Extract<IndexedEvent, { contract: 'loans'; name: N }>

/** What an event alone does not tell. */
export interface LoanContext {
  /** Of a `Repaid`, the choice of the prepayment it was part of. */
  readonly prepaymentOf: (event: IndexedEvent) => Prepayment | undefined
  /** Told where the arithmetic here gives another figure than the contract. */
  readonly onMismatch: (loanNumber: number, what: string) => void
}

const requested = (rows: RowStore, event: Event<'LoanRequested'>): void => {
  const { args } = event
  const { terms } = args
  const method = nameOf(METHODS, terms.method, 'Method')
  const unit = nameOf(UNITS, terms.unit, 'Unit')
  const before = rows.find('series', { seriesId: args.loanId })
  rows.put('loans', {
    loanId: args.loanId,
    number: loanNumberOf(args.loanId),
    status: 'funding',
    currency: unpackSeriesId(args.loanId).currency,
    borrowerId: args.borrowerId,
    productId: args.productId,
    wallet: args.wallet,
    purpose: args.purpose,
    autoRepay: args.autoRepay,
    termsHash: args.termsHash,
    zhHash: args.zhHash,
    enHash: args.enHash,
    ...terms,
    method,
    unit,
    termDays: termDaysOf({ unit, interval: terms.interval, count: terms.count }),
    requestedAt: event.at,
    fundingDeadline: args.fundingDeadline,
    raised: before?.supply ?? 0n,
    fundedShare: fundedShare(before?.supply ?? 0n, terms.principal),
    lenders: 0,
    closedAt: null,
    drawableFrom: null,
    fee: 0n,
    drawnAt: null,
    outstandingPrincipal: 0n,
    instalment: instalmentOf(
      { method, unit, interval: terms.interval, annualRate: BigInt(terms.annualRate) },
      terms.principal,
      terms.count - terms.interestOnlyCount,
    ),
    nextInstalment: 1,
    interestPaid: 0n,
    principalPaid: 0n,
    accrualStart: 0,
    lateInterestOwed: 0n,
    lateAccruedUntil: 0,
    interestOwed: 0n,
    defaultedAt: null,
    writtenOffAt: null,
    endedAt: null,
    nextDueAt: null,
    graceEndAt: null,
    defaultableFrom: null,
    receivedLateInterest: 0n,
    receivedInterest: 0n,
    receivedPrincipal: 0n,
    recovered: 0n,
    recoveredPrincipal: 0n,
    instalmentsSettled: 0,
    onTime: 0,
    late1To30: 0,
    late31To60: 0,
    late61To90: 0,
    late91Plus: 0,
    assessmentHash: null,
    modelHash: null,
    grade: null,
    pd12Months: null,
    pdLife: null,
    assessmentReasons: null,
    assessmentIssuedAt: null,
    assessmentExpiresAt: null,
    expectedReturn: null,
  })
}

const drawn = (loan: LoanRow, event: Event<'LoanDrawn'>, context: LoanContext): void => {
  const { principal, fee, instalment, drawnAt } = event.args
  loan.principal = principal
  loan.fundedShare = fundedShare(loan.raised, principal)
  loan.status = 'active'
  loan.fee = fee
  loan.drawnAt = drawnAt
  const position = drawLoan(termsOf(loan), drawnAt)
  if (position.instalment !== instalment) context.onMismatch(loan.number, 'instalment')
  setPosition(loan, { ...position, instalment })
}

const repaid = (rows: RowStore, event: Event<'Repaid'>, context: LoanContext): void => {
  const { loanId, payer, lateInterest, interest, principal, outstandingPrincipal } = event.args
  const loan = rows.edit('loans', { loanId })
  const { id, at, transaction } = event
  const paid = lateInterest + interest + principal
  const recovery = loan.defaultedAt !== null
  const choice = context.prepaymentOf(event)
  if (recovery) {
    loan.recovered += paid
    loan.recoveredPrincipal += principal
  } else {
    loan.receivedLateInterest += lateInterest
    loan.receivedInterest += interest
    loan.receivedPrincipal += principal
  }
  const position = positionOf(loan)
  const payment = { at, lateInterest, interest, principal, outstandingPrincipal, prepayment: choice ?? null }
  const settlement = position && settlementOf(termsOf(loan), position, payment)
  if (settlement !== null) setPosition(loan, settlement.position)
  const agrees =
    settlement !== null &&
    takenOf(settlement.allocation) === paid &&
    settlement.allocation.principal === principal &&
    settlement.allocation.interest === interest &&
    settlement.position.outstandingPrincipal === outstandingPrincipal
  if (!agrees) context.onMismatch(loan.number, 'repayment')
  loan.outstandingPrincipal = outstandingPrincipal
  rows.append('repayments', {
    id,
    loanId,
    payer,
    paid,
    lateInterest,
    interest,
    principal,
    outstandingPrincipal,
    recovery,
    prepayment: choice ?? null,
    at,
    transaction,
  })
}

const counterOf = (onTime: boolean, daysLate: number) => {
  if (onTime) return 'onTime'
  if (daysLate <= 30) return 'late1To30'
  if (daysLate <= 60) return 'late31To60'
  return daysLate <= 90 ? 'late61To90' : 'late91Plus'
}

const settled = (rows: RowStore, event: Event<'InstalmentSettled'>): void => {
  const { loanId, index, daysLate, onTime } = event.args
  const loan = rows.edit('loans', { loanId })
  loan.instalmentsSettled += 1
  loan[counterOf(onTime, daysLate)] += 1
  const { borrowerId } = loan
  rows.append('instalments', {
    loanId,
    index,
    borrowerId,
    settledAt: event.at,
    daysLate,
    onTime,
    settledBy: event.id,
  })
}

const ended = (loan: LoanRow, status: LoanRow['status'], at: number): void => {
  loan.status = status
  loan.endedAt = at
  setDates(loan)
}

/** All is due at once; days past due go on from the instalment they were counted from, which need not be the next that was to be settled. */
const defaulted = (loan: LoanRow, { args, at }: Event<'LoanDefaulted'>): void => {
  const position = positionOf(loan)
  const oldest = position && oldestUnpaid(termsOf(loan), position)
  if (oldest) {
    loan.nextInstalment = oldest.index
    loan.accrualStart = oldest.accrualStart
  }
  const { outstandingPrincipal, interestOwed, lateInterestOwed } = args
  Object.assign(loan, {
    ...{ status: 'defaulted', outstandingPrincipal, interestOwed, lateInterestOwed },
    ...{ interestPaid: 0n, lateAccruedUntil: at, defaultedAt: at },
  })
}

/** Applies an event of `Loans`. */
export const projectLoans = (
  rows: RowStore,
  event: IndexedEvent & { contract: 'loans' },
  context: LoanContext,
): void => {
  if (event.name === 'ProductSet') {
    const { productId, product } = event.args
    rows.put('products', { productId, ...product, currency: product.currency.toLowerCase() })
    return
  }
  if (event.name === 'AuthorityUpdated') return
  if (event.name === 'LoanRequested') {
    requested(rows, event)
    return
  }
  if (event.name === 'Repaid') {
    repaid(rows, event, context)
    return
  }
  if (event.name === 'InstalmentSettled') {
    settled(rows, event)
    return
  }
  const loan = () => rows.edit('loans', { loanId: event.args.loanId })
  switch (event.name) {
    case 'FundingClosed':
      Object.assign(loan(), { status: 'funded', closedAt: event.at, drawableFrom: event.args.drawableFrom })
      break
    case 'FundingReopened':
      Object.assign(loan(), { status: 'funding', closedAt: null, drawableFrom: null })
      break
    case 'LoanCancelled':
      ended(loan(), 'cancelled', event.at)
      break
    case 'LoanDrawn':
      drawn(loan(), event, context)
      break
    case 'Prepaid':
      if (loan().instalment !== event.args.instalment) {
        context.onMismatch(loanNumberOf(event.args.loanId), 'instalment after a prepayment')
        loan().instalment = event.args.instalment
      }
      break
    case 'LoanDefaulted':
      defaulted(loan(), event)
      break
    case 'LoanWrittenOff': {
      const { interestOwed, lateInterestOwed } = event.args
      Object.assign(loan(), {
        interestOwed,
        lateInterestOwed,
        lateAccruedUntil: event.at,
        writtenOffAt: event.at,
      })
      loan().status = 'writtenOff'
      break
    }
    case 'LoanClosed':
      ended(loan(), STATUSES[event.args.status] === 'recovered' ? 'recovered' : 'repaid', event.at)
      break
    case 'AutoRepaySet':
      loan().autoRepay = event.args.on
      break
    case 'WalletSet':
      loan().wallet = event.args.wallet
      break
  }
}
