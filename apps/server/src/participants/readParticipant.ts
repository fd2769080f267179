import { type OwingLoan, unpaidAmong } from '@hurong/finance'
import { GRADES, loanNumberOf, nameOf, unpackReasons } from '@hurong/sdk'
import type { Participant } from '@hurong/sdk/api'
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { assessments, instalments, loans, participants, records, wallets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import { type LoanRow, positionOf, termsOf } from '../loans/position.ts'
import { summaryOf } from '../loans/summary.ts'

const counters = ['onTime', 'late1To30', 'late31To60', 'late61To90', 'late91Plus'] as const

/** The loan, unless it was never drawn or is over. */
const owing = (loan: LoanRow): readonly OwingLoan[] => {
  const position = positionOf(loan)
  if (position === null || loan.endedAt !== null) return []
  return [{ number: loan.number, terms: termsOf(loan), position, principalReceived: loan.receivedPrincipal }]
}

/** A participant's public record. @throws ApiProblem `ParticipantNotFound` */
export const readParticipant = async (
  { database, now }: ReadAt,
  participantId: number,
): Promise<Participant> => {
  const [participant] = await database
    .select()
    .from(participants)
    .where(eq(participants.participantId, participantId))
  if (participant === undefined)
    throw new ApiProblem('ParticipantNotFound', `There is no participant ${participantId}.`)
  const [walletRows, loanRows, recordRows, history, assessmentRows] = await Promise.all([
    database
      .select({ wallet: wallets.wallet })
      .from(wallets)
      .where(and(eq(wallets.participantId, participantId), isNull(wallets.removedAt)))
      .orderBy(asc(wallets.addedBy)),
    database.select().from(loans).where(eq(loans.borrowerId, participantId)).orderBy(desc(loans.number)),
    database.select().from(records).where(eq(records.participantId, participantId)),
    database
      .select({
        number: loans.number,
        index: instalments.index,
        settledAt: instalments.settledAt,
        daysLate: instalments.daysLate,
        onTime: instalments.onTime,
      })
      .from(instalments)
      .innerJoin(loans, eq(loans.loanId, instalments.loanId))
      .where(eq(instalments.borrowerId, participantId))
      .orderBy(asc(instalments.settledBy), asc(instalments.index)),
    database
      .select()
      .from(assessments)
      .where(eq(assessments.participantId, participantId))
      .orderBy(desc(assessments.id)),
  ])
  const loanOf = new Map(loanRows.map((loan) => [loan.loanId, loan]))
  const total = { onTime: 0, late1To30: 0, late31To60: 0, late61To90: 0, late91Plus: 0 }
  for (const record of recordRows) {
    const source = record.counted ? record : loanOf.get(record.loanId)
    if (source !== undefined) for (const counter of counters) total[counter] += source[counter]
  }
  const count = (flag: 'repaid' | 'defaulted' | 'recovered' | 'writtenOff') =>
    recordRows.filter((record) => record[flag]).length
  const { kind, status, country, level, investorClass, verifiedUntil, registeredAt } = participant
  return {
    participantId,
    kind,
    status,
    country,
    level,
    investorClass,
    verifiedUntil,
    wallets: walletRows.map(({ wallet }) => wallet),
    registeredAt,
    record: {
      loansDrawn: recordRows.length,
      loansRepaid: count('repaid'),
      loansDefaulted: count('defaulted'),
      loansRecovered: count('recovered'),
      loansWrittenOff: count('writtenOff'),
      instalments: total,
    },
    history,
    unpaid: unpaidAmong(loanRows.flatMap(owing), now),
    loans: loanRows.map((loan) => summaryOf(loan, now)),
    assessments: assessmentRows.map((row) => ({
      assessmentHash: row.assessmentHash,
      modelHash: row.modelHash,
      grade: nameOf(GRADES, row.grade, 'Grade'),
      pd12Months: row.pd12Months,
      pdLife: row.pdLife,
      reasons: unpackReasons(row.reasons),
      currency: row.currency,
      greatestPrincipal: row.greatestPrincipal.toString(),
      greatestTermDays: row.greatestTermDays,
      leastRate: row.leastRate,
      issuedAt: row.issuedAt,
      expiresAt: row.expiresAt,
      loanNumber: row.loanId === null ? null : loanNumberOf(row.loanId),
    })),
  }
}
