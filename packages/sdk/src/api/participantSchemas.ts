import { z } from 'zod'
import {
  Address,
  BaseUnits,
  Grade,
  Hash,
  InstalmentCounts,
  LoanNumber,
  LoanSummary,
  ParticipantId,
  Probability,
  Timestamp,
} from './marketSchemas.ts'

/** A participant's public record: what everybody may know of who asks for money. */

export const Participant = z.object({
  participantId: ParticipantId,
  kind: z.enum(['person', 'firm', 'contract']),
  status: z.enum(['active', 'frozen']),
  country: z.number().int(),
  level: z.number().int(),
  investorClass: z.number().int(),
  verifiedUntil: Timestamp,
  wallets: z.array(Address),
  registeredAt: Timestamp,
  record: z.object({
    loansDrawn: z.number().int(),
    loansRepaid: z.number().int(),
    loansDefaulted: z.number().int(),
    loansRecovered: z.number().int(),
    loansWrittenOff: z.number().int(),
    instalments: InstalmentCounts,
  }),
  /** Every settled instalment of every loan, oldest first. */
  history: z.array(
    z.object({
      number: LoanNumber,
      index: z.number().int(),
      settledAt: Timestamp,
      daysLate: z.number().int(),
      onTime: z.boolean(),
    }),
  ),
  /** Every instalment that fell due and is not paid, oldest first; `record` counts settled ones alone. Loans in default are among them. */
  unpaid: z.array(
    z.object({
      number: LoanNumber,
      index: z.number().int(),
      dueAt: Timestamp,
      /** Whole days since it fell due. */
      daysLate: z.number().int(),
    }),
  ),
  loans: z.array(LoanSummary),
  /** Every assessment that was told of the participant, newest first; what became of it is told by the loan. */
  assessments: z
    .array(
      z.object({
        assessmentHash: Hash,
        modelHash: Hash,
        grade: Grade,
        pd12Months: Probability,
        pdLife: Probability,
        reasons: z.array(z.number().int()).max(4),
        currency: Address,
        greatestPrincipal: BaseUnits,
        /** Months count 30 days, weeks 7. */
        greatestTermDays: z.number().int(),
        leastRate: z.number().int(),
        issuedAt: Timestamp,
        expiresAt: Timestamp,
        /** The loan that quoted it; null for one that was only published. */
        loanNumber: LoanNumber.nullable(),
      }),
    )
    .optional(),
})
