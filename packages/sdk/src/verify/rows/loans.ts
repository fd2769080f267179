import {
  amortisingCountOf,
  DAY,
  fundedShare,
  instalmentOf,
  type LoanPosition,
  oldestUnpaid,
  termDaysOf,
} from '@hurong/finance'
import { expectedReturnOf, lossGivenDefaultIn } from '../../credit/index.ts'
import { PREPAYMENTS } from '../../loans/index.ts'
import { loanNumberOf, unpackSeriesId } from '../../notes/index.ts'
import type { LoanBook, SeriesBook } from '../books.ts'
import { prepaidAfter } from '../replayEvents.ts'
import { isWithoutLoan } from '../replayRecord.ts'
import { columns, eventIdOf, type Figures, keyOf, type Source, type Table } from './table.ts'

/** What the events tell of a loan and no book keeps. */
interface Told {
  requestedAt: number
  drawableFrom: number | null
  endedAt: number | null
  writtenOffAt: number | null
  received: { lateInterest: bigint; interest: bigint; principal: bigint }
  recovered: bigint
  recoveredPrincipal: bigint
}

const toldOf = ({ events }: Source): Map<bigint, Told> => {
  const all = new Map<bigint, Told>()
  const defaulted = new Set<bigint>()
  for (const event of events) {
    if (event.contract !== 'loans' || !('loanId' in event.args)) continue
    const { loanId } = event.args
    if (event.name === 'LoanRequested')
      all.set(loanId, {
        requestedAt: event.time,
        drawableFrom: null,
        endedAt: null,
        writtenOffAt: null,
        received: { lateInterest: 0n, interest: 0n, principal: 0n },
        recovered: 0n,
        recoveredPrincipal: 0n,
      })
    const told = all.get(loanId)
    if (told === undefined) continue
    if (event.name === 'FundingClosed') told.drawableFrom = event.args.drawableFrom
    if (event.name === 'FundingReopened') told.drawableFrom = null
    if (event.name === 'LoanCancelled' || event.name === 'LoanClosed') told.endedAt = event.time
    if (event.name === 'LoanWrittenOff') told.writtenOffAt = event.time
    if (event.name === 'LoanDefaulted') defaulted.add(loanId)
    if (event.name !== 'Repaid') continue
    const { lateInterest, interest, principal } = event.args
    if (defaulted.has(loanId)) {
      told.recovered += lateInterest + interest + principal
      told.recoveredPrincipal += principal
    } else {
      told.received.lateInterest += lateInterest
      told.received.interest += interest
      told.received.principal += principal
    }
  }
  return all
}

const positionFigures = (loan: LoanBook, position: LoanPosition | undefined): Figures => {
  const { terms } = loan
  if (position === undefined)
    return {
      ...{
        drawn_at: null,
        outstanding_principal: 0n,
        next_instalment: 1,
        interest_paid: 0n,
        principal_paid: 0n,
      },
      ...{
        accrual_start: 0,
        late_interest_owed: 0n,
        late_accrued_until: 0,
        interest_owed: 0n,
        defaulted_at: null,
      },
      // What it would be if drawn now.
      instalment: instalmentOf(loan.askedTerms, terms.principal, amortisingCountOf(terms)),
    }
  const { status: _, writtenOffAt: _at, defaultedAt, ...figures } = position
  return columns({ ...figures, defaultedAt: defaultedAt === 0 ? null : defaultedAt })
}

/** Dates of the oldest unpaid instalment; after default they stay what they were. */
const dateFigures = (loan: LoanBook): Figures => {
  const { position, terms, status } = loan
  const active = status === 'active' && position !== undefined
  const stands = status === 'defaulted' || status === 'writtenOff'
  const due = active ? (oldestUnpaid(terms, position)?.dueAt ?? null) : stands ? loan.dueAtDefault : null
  return {
    next_due_at: due,
    grace_end_at: due === null ? null : due + terms.graceDays * DAY,
    defaultable_from: due === null ? null : due + terms.defaultDays * DAY,
  }
}

const loanFigures = (loan: LoanBook, told: Told, series: SeriesBook | undefined): Figures => {
  const { terms, instalments } = loan
  const raised = series?.supply ?? 0n
  const holders = [...(series?.holders.values() ?? [])]
  return {
    number: loanNumberOf(loan.loanId),
    currency: unpackSeriesId(loan.loanId).currency,
    ...columns({ ...terms }),
    ...columns({
      status: loan.status,
      borrowerId: loan.borrowerId,
      productId: loan.productId,
      wallet: loan.wallet,
      purpose: loan.purpose,
      autoRepay: loan.autoRepay,
      termsHash: loan.termsHash,
      zhHash: loan.zhHash,
      enHash: loan.enHash,
      termDays: termDaysOf(terms),
      requestedAt: told.requestedAt,
      fundingDeadline: loan.fundingDeadline,
      raised,
      fundedShare: fundedShare(raised, terms.principal),
      lenders: holders.filter(({ holding }) => holding.balance > 0n).length,
      closedAt: loan.closedAt === 0 ? null : loan.closedAt,
      drawableFrom: told.drawableFrom,
      fee: loan.fee,
      writtenOffAt: told.writtenOffAt,
      endedAt: told.endedAt,
      receivedLateInterest: told.received.lateInterest,
      receivedInterest: told.received.interest,
      receivedPrincipal: told.received.principal,
      recovered: told.recovered,
      recoveredPrincipal: told.recoveredPrincipal,
      instalmentsSettled: Object.values(instalments).reduce((sum, count) => sum + count, 0),
      ...instalments,
    }),
    ...positionFigures(loan, loan.position),
    ...dateFigures(loan),
  }
}

const noAssessment = {
  assessment_hash: null,
  model_hash: null,
  grade: null,
  pd_12_months: null,
  pd_life: null,
  assessment_reasons: null,
  assessment_issued_at: null,
  assessment_expires_at: null,
  expected_return: null,
}

/** What each loan took of the assessment it quoted. */
const quotesOf = ({ events, books }: Source): Map<bigint, Figures> => {
  const quotes = new Map<bigint, Figures>()
  const losses = new Map<string, number>()
  for (const event of events) {
    if (event.name === 'ModelAnnounced') losses.set(event.args.modelHash, lossGivenDefaultIn(event.args.uri))
    if (event.contract !== 'creditRecord' || event.name !== 'AssessmentQuoted') continue
    const { loanId, assessmentHash, assessment } = event.args
    // The contract takes no assessment by a model that was not announced.
    const lossGivenDefault = losses.get(assessment.modelHash) ?? lossGivenDefaultIn('')
    const terms = books.loans.get(loanId)?.askedTerms
    quotes.set(loanId, {
      assessment_hash: assessmentHash,
      model_hash: assessment.modelHash,
      grade: assessment.grade,
      pd_12_months: assessment.pd12Months,
      pd_life: assessment.pdLife,
      assessment_reasons: assessment.reasons,
      assessment_issued_at: assessment.issuedAt,
      assessment_expires_at: assessment.expiresAt,
      expected_return: terms && expectedReturnOf(terms, { ...assessment, lossGivenDefault }),
    })
  }
  return quotes
}

const loans = (source: Source) => {
  const told = toldOf(source)
  const quotes = quotesOf(source)
  return new Map(
    [...source.books.loans].flatMap(([loanId, loan]) => {
      const own = told.get(loanId)
      if (own === undefined) return []
      const figures = loanFigures(loan, own, source.books.series.get(loanId))
      return [[keyOf(loanId), { ...figures, ...(quotes.get(loanId) ?? noAssessment) }] as const]
    }),
  )
}

const instalments = ({ events, books }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.contract !== 'loans' || event.name !== 'InstalmentSettled') continue
    const { loanId, index, daysLate, onTime } = event.args
    rows.set(keyOf(loanId, index), {
      borrower_id: books.loans.get(loanId)?.borrowerId,
      settled_at: event.time,
      days_late: daysLate,
      on_time: onTime,
      settled_by: eventIdOf(event),
    })
  }
  return rows
}

const repayments = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  const defaulted = new Set<bigint>()
  for (const [place, event] of events.entries()) {
    if (event.contract !== 'loans') continue
    if (event.name === 'LoanDefaulted') defaulted.add(event.args.loanId)
    if (event.name !== 'Repaid') continue
    const { loanId, payer, lateInterest, interest, principal, outstandingPrincipal } = event.args
    const prepaid = prepaidAfter(events, place)
    rows.set(keyOf(eventIdOf(event)), {
      ...columns({ loanId, payer, lateInterest, interest, principal, outstandingPrincipal }),
      paid: lateInterest + interest + principal,
      recovery: defaulted.has(loanId),
      prepayment: prepaid === undefined ? null : PREPAYMENTS[prepaid.args.choice],
      at: event.time,
      transaction: event.transactionHash,
    })
  }
  return rows
}

/** The contract's outcomes by number. */
const outcomes = [undefined, 'repaid', 'defaulted', 'recovered', 'written_off'] as const
const noInstalments = { onTime: 0, late1To30: 0, late31To60: 0, late61To90: 0, late91Plus: 0 }

const records = ({ events }: Source) => {
  const rows = new Map<string, Figures>()
  for (const event of events) {
    if (event.contract !== 'creditRecord' || isWithoutLoan(event)) continue
    const key = keyOf(event.args.loanId)
    if (event.name === 'LoanOpened')
      rows.set(key, {
        participant_id: event.args.participantId,
        principal: event.args.principal,
        ...{ repaid: false, defaulted: false, recovered: false, written_off: false, counted: false },
        ...columns(noInstalments),
      })
    const row = rows.get(key)
    if (row === undefined) continue
    if (event.name === 'OutcomeRecorded') {
      const flag = outcomes[event.args.outcome]
      if (flag !== undefined) row[flag] = true
    }
    if (event.name === 'InstalmentsRecorded')
      Object.assign(row, columns({ ...event.args.instalments }), { counted: true })
  }
  return rows
}

/** Loans, what was paid on them, and the record of it. */
export const loanTables: readonly Table[] = [
  { name: 'loans', keys: ['loan_id'], expected: loans },
  { name: 'instalments', keys: ['loan_id', 'index'], expected: instalments },
  { name: 'repayments', keys: ['id'], expected: repayments },
  { name: 'records', keys: ['loan_id'], expected: records },
]
