import { DAY } from '@hurong/finance'
import type { LoanDetail } from '@hurong/sdk/api'
import type { ReadAt } from '../http/context.ts'
import { findLoan } from './findLoan.ts'
import { owedAt, splitOf } from './owed.ts'
import { type LoanRow, positionOf } from './position.ts'
import { summaryOf } from './summary.ts'

const positionBody = (loan: LoanRow): LoanDetail['position'] => {
  const position = positionOf(loan)
  return (
    position && {
      outstandingPrincipal: position.outstandingPrincipal.toString(),
      instalment: position.instalment.toString(),
      nextInstalment: position.nextInstalment,
      interestPaid: position.interestPaid.toString(),
      principalPaid: position.principalPaid.toString(),
      accrualStart: position.accrualStart,
      lateInterestOwed: position.lateInterestOwed.toString(),
      lateAccruedUntil: position.lateAccruedUntil,
      interestOwed: position.interestOwed.toString(),
      drawnAt: position.drawnAt,
      defaultedAt: loan.defaultedAt,
    }
  )
}

/** A loan with its position and what it owes at the time of the block. */
export const readLoan = async (read: ReadAt, number: number): Promise<LoanDetail> => {
  const loan = await findLoan(read, number)
  const { dueNow, payoff } = owedAt(loan, read.now)
  return {
    ...summaryOf(loan, read.now),
    wallet: loan.wallet,
    autoRepay: loan.autoRepay,
    termsHash: loan.termsHash,
    zhHash: loan.zhHash,
    enHash: loan.enHash,
    position: positionBody(loan),
    received: splitOf({
      lateInterest: loan.receivedLateInterest,
      interest: loan.receivedInterest,
      principal: loan.receivedPrincipal,
    }),
    recovered: loan.recovered.toString(),
    fee: loan.fee.toString(),
    dueNow: splitOf(dueNow),
    payoff: splitOf(payoff),
    defaultableFrom: loan.status === 'active' ? loan.defaultableFrom : null,
    drawableFrom: loan.drawableFrom,
    writeOffableFrom:
      loan.status === 'defaulted' && loan.defaultedAt !== null
        ? loan.defaultedAt + loan.writeOffDays * DAY
        : null,
  }
}
