import { declareDefault, drawFee, drawLoan, isLate, oldestUnpaid, writeOff } from '@hurong/finance'
import type { Address } from 'viem'
import { nameOf, STATUSES, termsFromChain, termsHashOf } from '../loans/index.ts'
import { unpackSeriesId } from '../notes/index.ts'
import { type Books, countInstalment, expectEqual, type LoanBook, noInstalments } from './books.ts'
import { type LoansLog, replayRepayment } from './replayRepayment.ts'

const openLoan = (books: Books, event: LoansLog & { name: 'LoanRequested' }): void => {
  const { args } = event
  const terms = termsFromChain(args.terms)
  const { currency } = unpackSeriesId(args.loanId)
  expectEqual(books, event, 'hash of the terms', termsHashOf({ ...args, currency, terms }), args.termsHash)
  books.loans.set(args.loanId, {
    loanId: args.loanId,
    borrowerId: args.borrowerId,
    productId: args.productId,
    purpose: args.purpose,
    termsHash: args.termsHash,
    zhHash: args.zhHash,
    enHash: args.enHash,
    askedTerms: terms,
    terms,
    fundingDeadline: args.fundingDeadline,
    wallet: args.wallet.toLowerCase() as Address,
    autoRepay: args.autoRepay,
    status: 'funding',
    closedAt: 0,
    markedLate: false,
    position: undefined,
    dueAtDefault: null,
    instalments: noInstalments(),
    settled: { expected: [], told: [] },
    received: { lateInterest: 0n, interest: 0n, principal: 0n },
    recovered: 0n,
    fee: 0n,
  })
}

const drawn = (books: Books, loan: LoanBook, event: LoansLog & { name: 'LoanDrawn' }): void => {
  const { principal, fee, instalment, drawnAt } = event.args
  loan.terms = { ...loan.terms, principal }
  loan.position = drawLoan(loan.terms, drawnAt)
  loan.status = 'active'
  loan.fee = fee
  expectEqual(books, event, 'principal drawn', books.series.get(loan.loanId)?.supply, principal)
  expectEqual(books, event, 'fee', drawFee(loan.terms), fee)
  expectEqual(books, event, 'instalment', loan.position.instalment, instalment)
  expectEqual(books, event, 'time of the draw', event.time, drawnAt)
}

const defaulted = (books: Books, loan: LoanBook, event: LoansLog & { name: 'LoanDefaulted' }): void => {
  loan.status = 'defaulted'
  if (loan.position === undefined) return
  loan.dueAtDefault = oldestUnpaid(loan.terms, loan.position)?.dueAt ?? null
  loan.position = declareDefault(loan.terms, loan.position, event.time)
  for (const figure of ['outstandingPrincipal', 'interestOwed', 'lateInterestOwed'] as const)
    expectEqual(books, event, figure, loan.position[figure], event.args[figure])
}

const writtenOff = (books: Books, loan: LoanBook, event: LoansLog & { name: 'LoanWrittenOff' }): void => {
  loan.status = 'writtenOff'
  if (loan.position === undefined) return
  loan.position = writeOff(loan.terms, loan.position, event.time)
  for (const figure of ['outstandingPrincipal', 'interestOwed', 'lateInterestOwed'] as const)
    expectEqual(books, event, figure, loan.position[figure], event.args[figure])
}

/** A loan that is late no more is told by no event: its mark falls with the instalment that was late. */
const unmark = (loan: LoanBook, now: number): void => {
  if (loan.markedLate && (loan.position === undefined || !isLate(loan.terms, loan.position, now)))
    loan.markedLate = false
}

/**
 * Reads an event of `Loans` into the books. An event the arithmetic has no place for, as when one before it is missing, is a fault.
 * @param prepaid The `Prepaid` that belongs to a `Repaid`, if it was a prepayment.
 */
export const replayLoans = (
  books: Books,
  event: LoansLog,
  prepaid: (LoansLog & { name: 'Prepaid' }) | undefined,
): void => {
  try {
    readEvent(books, event, prepaid)
  } catch (error) {
    expectEqual(books, event, event.name, 'possible', error instanceof Error ? error.message : String(error))
  }
}

const readEvent = (
  books: Books,
  event: LoansLog,
  prepaid: (LoansLog & { name: 'Prepaid' }) | undefined,
): void => {
  if (event.name === 'LoanRequested') {
    openLoan(books, event)
    return
  }
  if (!('loanId' in event.args)) return
  const loan = books.loans.get(event.args.loanId)
  if (loan === undefined) {
    expectEqual(books, event, 'loan', 'requested before', event.args.loanId)
    return
  }
  switch (event.name) {
    case 'FundingClosed':
      loan.status = 'funded'
      loan.closedAt = event.time
      expectEqual(books, event, 'raised', books.series.get(loan.loanId)?.supply, event.args.raised)
      return
    case 'FundingReopened':
      loan.status = 'funding'
      loan.closedAt = 0
      expectEqual(books, event, 'raised', books.series.get(loan.loanId)?.supply, event.args.raised)
      return
    case 'LoanCancelled':
      loan.status = 'cancelled'
      return
    case 'LoanDrawn':
      drawn(books, loan, event)
      return
    case 'Repaid':
      replayRepayment(books, loan, event, prepaid)
      unmark(loan, event.time)
      return
    case 'InstalmentSettled': {
      const { index, daysLate, onTime } = event.args
      countInstalment(loan.instalments, daysLate, onTime)
      loan.settled.told.push(`${index} ${daysLate} ${onTime}`)
      return
    }
    case 'LoanLate':
      loan.markedLate = true
      return
    case 'LoanDefaulted':
      defaulted(books, loan, event)
      return
    case 'LoanWrittenOff':
      writtenOff(books, loan, event)
      return
    case 'LoanClosed':
      loan.status = nameOf(STATUSES, event.args.status, 'Status')
      expectEqual(books, event, 'status', loan.position?.status, loan.status)
      return
    case 'AutoRepaySet':
      loan.autoRepay = event.args.on
      return
    case 'WalletSet':
      loan.wallet = event.args.wallet.toLowerCase() as Address
      return
  }
}
