import { payoffAllocation, repayableAllocation, scheduleOf } from '@hurong/finance'
import type { ReadContext } from '../client/index.ts'
import { read } from '../client/index.ts'
import { purposeOf, readLoan } from '../loans/index.ts'
import { loanNumberOf, loanReference } from '../notes/index.ts'
import type { LoanBook } from './books.ts'
import type { Check } from './compareNotes.ts'
import { differences } from './difference.ts'

const stored = async (context: ReadContext, at: bigint, loan: LoanBook, where: string) => {
  const found = await readLoan(context, { loanId: loan.loanId, at })
  const { terms, position, ...rest } = found
  const {
    status,
    wallet,
    autoRepay,
    fundingDeadline,
    closedAt,
    borrowerId,
    productId,
    termsHash,
    markedLate,
  } = loan
  const figures = loan.position
  const purpose = purposeOf(loan.purpose)
  // Of a raise that opened again the contract keeps when it was closed before, and looks at it no more.
  const isOpen = status === 'funding' || status === 'cancelled'
  const after =
    figures?.status === 'defaulted' || figures?.status === 'writtenOff' || figures?.status === 'recovered'
  return [
    ...differences(
      where,
      { wallet, autoRepay, fundingDeadline, borrowerId, productId, termsHash, purpose },
      { ...rest },
    ),
    ...(isOpen ? [] : differences(where, { closedAt }, { ...rest })),
    ...differences(`${where} terms`, { ...loan.terms }, { ...terms }),
    ...differences(`${where} position`, { status, markedLate }, { ...position }),
    ...(figures === undefined
      ? []
      : differences(
          `${where} position`,
          {
            outstandingPrincipal: figures.outstandingPrincipal,
            drawnAt: figures.drawnAt,
            lateInterestOwed: figures.lateInterestOwed,
            lateAccruedUntil: figures.lateAccruedUntil,
            ...(after
              ? { interestOwed: figures.interestOwed, defaultedAt: figures.defaultedAt }
              : {
                  instalment: figures.instalment,
                  nextInstalment: figures.nextInstalment,
                  interestPaid: figures.interestPaid,
                  principalPaid: figures.principalPaid,
                  accrualStart: figures.accrualStart,
                }),
          },
          { ...position },
        )),
  ]
}

const figuresAt = async (context: ReadContext, at: bigint, time: number, loan: LoanBook, where: string) => {
  const { position, terms } = loan
  if (position?.status !== 'active') return []
  const [payoff, repayable] = await Promise.all([
    read(context, 'loans', 'payoff', [loan.loanId, BigInt(time)], at),
    read(context, 'loans', 'repayable', [loan.loanId, BigInt(time)], at),
  ])
  return [
    ...differences(`${where} payoff`, { ...payoffAllocation(terms, position, time) }, { ...payoff }),
    ...differences(`${where} repayable`, { ...repayableAllocation(terms, position, time) }, { ...repayable }),
  ]
}

const dueDates = async (context: ReadContext, at: bigint, loan: LoanBook, where: string) => {
  if (loan.position?.status !== 'active') return []
  const schedule = scheduleOf(loan.terms, loan.position.drawnAt)
  const last = schedule.at(-1)
  const asked = schedule.filter(
    ({ index }) => index === loan.position?.nextInstalment || index === last?.index,
  )
  const found = await Promise.all(
    asked.map(({ index }) => read(context, 'loans', 'dueAt', [loan.loanId, BigInt(index)], at)),
  )
  return asked.flatMap(({ index, dueAt }, place) =>
    differences(where, { [`due date ${index}`]: dueAt }, { [`due date ${index}`]: found[place] }),
  )
}

const counters = async (context: ReadContext, at: bigint, loan: LoanBook, where: string) =>
  differences(
    `${where} instalments`,
    { ...loan.instalments },
    { ...(await read(context, 'loans', 'instalmentsOf', [loan.loanId], at)) },
  )

/** Everything stored and computed of a loan; `time` is that of the block read at. */
export const loanChecks = (context: ReadContext, at: bigint, time: number, loan: LoanBook): Check[] => {
  const where = `loan ${loanReference(loanNumberOf(loan.loanId))}`
  return [
    () => stored(context, at, loan, where),
    () => figuresAt(context, at, time, loan, where),
    () => dueDates(context, at, loan, where),
    () => counters(context, at, loan, where),
  ]
}
