import {
  amortisingCountOf,
  DAY,
  drawFee,
  fundedShare,
  instalmentOf,
  isLate,
  type LoanPosition,
  lateInterestAfterDefault,
  oldestUnpaid,
  termDaysOf,
} from '@hurong/finance'
import type { Loan } from '@hurong/sdk'
import type { LoanDetail, LoanStatus, Split } from '@hurong/sdk/api'
import { ApiProblem } from '../../api/client.ts'
import { assessmentOf } from '../../offline/readAssessment.ts'
import { type Book, idsOf, readPaidIn, readRequest, readTransfers } from './book.ts'

const nothing: Split = { lateInterest: '0', interest: '0', principal: '0' }
const split = (of: { lateInterest: bigint; interest: bigint; principal: bigint }): Split => ({
  lateInterest: String(of.lateInterest),
  interest: String(of.interest),
  principal: String(of.principal),
})

/** A drawn loan's position the way the arithmetic takes it; null before the draw. */
export function positionOf({ position }: Loan): LoanPosition | null {
  const { status } = position
  if (status === 'none' || status === 'funding' || status === 'funded' || status === 'cancelled') return null
  return { ...position, status, writtenOffAt: 0 }
}

function statusOf(loan: Loan, time: number): LoanStatus {
  const { status } = loan.position
  const position = positionOf(loan)
  if (status === 'active' && position && isLate(loan.terms, position, time)) return 'late'
  return status === 'none' ? 'cancelled' : status
}

/** The loan with this number in whichever currency has one. @throws ApiProblem of status 404 where none has. */
export async function findLoan(book: Book, number: number): Promise<Loan> {
  for (const loanId of idsOf(book, number)) {
    try {
      return await book.hurong.loans.readLoan({ loanId })
    } catch (error) {
      if ((error as Error).name !== 'LoanUnknown') throw error
    }
  }
  throw new ApiProblem({ type: 'about:blank#LoanNotFound', title: `L-${number}`, status: 404 })
}

/** How many hold notes of a series, from every movement of them. */
function holdersIn(transfers: Awaited<ReturnType<typeof readTransfers>>): number {
  const balances = new Map<string, bigint>()
  for (const { sender, receiver, amount } of transfers) {
    balances.set(sender, (balances.get(sender) ?? 0n) - amount)
    balances.set(receiver, (balances.get(receiver) ?? 0n) + amount)
  }
  return [...balances.values()].filter((balance) => balance > 0n).length
}

/** What `debt` is after default, split; what is due and what pays off before it. */
async function owedOf(book: Book, loan: Loan): Promise<{ due: Split; payoff: Split }> {
  const { loanId, terms } = loan
  const position = positionOf(loan)
  if (position?.status === 'active') {
    const time = BigInt(book.time)
    const [due, payoff] = await Promise.all([
      book.hurong.loans.readDue({ loanId, time }),
      book.hurong.loans.readPayoff({ loanId, time }),
    ])
    return { due: split(due), payoff: split(payoff) }
  }
  if (position?.status === 'defaulted' || position?.status === 'writtenOff') {
    const owed = split({
      lateInterest: lateInterestAfterDefault(terms, position, book.time),
      interest: position.interestOwed,
      principal: position.outstandingPrincipal,
    })
    return { due: owed, payoff: owed }
  }
  return { due: nothing, payoff: nothing }
}

/** A loan told by its contract, in the API's shape. */
export async function detailOf(book: Book, loan: Loan): Promise<LoanDetail> {
  const { hurong, time } = book
  const { loanId, terms, position } = loan
  const drawn = positionOf(loan)
  const active = drawn?.status === 'active'
  const [series, paidIn, transfers, request, owed, late, counts, defaultable, drawable, assessment] =
    await Promise.all([
      hurong.notes.readSeries({ seriesId: loanId }),
      readPaidIn(book, loanId),
      readTransfers(book, loanId),
      readRequest(book, loanId),
      owedOf(book, loan),
      active ? hurong.loans.readDaysPastDue({ loanId, time: BigInt(time) }) : 0n,
      hurong.loans.readInstalmentCounts({ loanId }),
      active ? hurong.loans.readDefaultableFrom({ loanId }) : 0n,
      position.status === 'funded' ? hurong.loans.readDrawableFrom({ loanId }) : 0n,
      assessmentOf(book, loan),
    ])
  const repayments = paidIn.filter(({ kind }) => kind === 0)
  const sum = (values: readonly bigint[]) => values.reduce((all, one) => all + one, 0n)
  const status = statusOf(loan, time)
  const fee = drawFee(terms)
  const or = (value: bigint) => (value === 0n ? null : Number(value))
  return {
    loanId: String(loanId),
    number: loan.number,
    status,
    currency: loan.currency,
    purpose: loan.purpose,
    borrowerId: loan.borrowerId,
    productId: loan.productId,
    terms: {
      ...terms,
      principal: String(terms.principal),
      annualRate: Number(terms.annualRate),
      lateRate: Number(terms.lateRate),
      originationFee: Number(terms.originationFee),
      leastTicket: String(terms.leastTicket),
    },
    termDays: termDaysOf(terms),
    requestedAt: request?.at ?? 0,
    fundingDeadline: loan.fundingDeadline,
    raised: String(series.supply),
    fundedShare: fundedShare(series.supply, terms.principal),
    lenders: holdersIn(transfers),
    closedAt: loan.closedAt || null,
    drawnAt: drawn ? position.drawnAt : null,
    outstandingPrincipal: String(drawn ? position.outstandingPrincipal : 0n),
    instalment: String(
      drawn ? position.instalment : instalmentOf(terms, terms.principal, amortisingCountOf(terms)),
    ),
    nextDueAt: active ? (oldestUnpaid(terms, drawn)?.dueAt ?? null) : null,
    daysPastDue: Number(late),
    instalmentsSettled: Object.values(counts).reduce((all, one) => all + one, 0),
    assessment,
    wallet: loan.wallet,
    autoRepay: loan.autoRepay,
    termsHash: loan.termsHash,
    zhHash: request?.zhHash ?? loan.termsHash,
    enHash: request?.enHash ?? loan.termsHash,
    position: drawn
      ? {
          outstandingPrincipal: String(position.outstandingPrincipal),
          instalment: String(position.instalment),
          nextInstalment: position.nextInstalment,
          interestPaid: String(position.interestPaid),
          principalPaid: String(position.principalPaid),
          accrualStart: position.accrualStart,
          lateInterestOwed: String(position.lateInterestOwed),
          lateAccruedUntil: position.lateAccruedUntil,
          interestOwed: String(position.interestOwed),
          drawnAt: position.drawnAt,
          defaultedAt: position.defaultedAt || null,
        }
      : null,
    received: split({
      lateInterest: sum(repayments.map(({ lateInterest }) => lateInterest)),
      interest: sum(repayments.map(({ interest }) => interest)),
      principal: sum(
        repayments.map(({ amount, interest, lateInterest }) => amount - interest - lateInterest),
      ),
    }),
    recovered: String(sum(paidIn.filter(({ kind }) => kind === 1).map(({ amount }) => amount))),
    fee: String(fee),
    dueNow: owed.due,
    payoff: owed.payoff,
    defaultableFrom: or(defaultable),
    drawableFrom: or(drawable),
    writeOffableFrom: status === 'defaulted' ? position.defaultedAt + terms.writeOffDays * DAY : null,
  }
}
