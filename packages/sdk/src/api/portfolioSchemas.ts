import { z } from 'zod'
import {
  Address,
  BaseUnits,
  Hash,
  LoanNumber,
  LoanSummary,
  ParticipantId,
  SignedBaseUnits,
  Timestamp,
} from './marketSchemas.ts'

/** What one lender holds, has received and may expect. Units as in `schemas.ts`. */

export const Holding = z.object({
  loan: LoanSummary,
  balance: BaseUnits,
  claimable: BaseUnits,
  claimed: BaseUnits,
  principalReceived: BaseUnits,
  interestReceived: BaseUnits,
  /** Holder's share of the principal still outstanding, rounded down. */
  outstanding: BaseUnits,
  subscribedAt: Timestamp.nullable(),
  withdrawableUntil: Timestamp.nullable(),
})

export const Portfolio = z.object({
  address: Address,
  participantId: ParticipantId.nullable(),
  at: Timestamp,
  currencies: z.array(
    z.object({
      currency: Address,
      invested: BaseUnits,
      outstanding: BaseUnits,
      inFunding: BaseUnits,
      claimable: BaseUnits,
      held: BaseUnits,
      claimed: BaseUnits,
      principalReceived: BaseUnits,
      interestReceived: BaseUnits,
      lateInterestReceived: BaseUnits,
      recovered: BaseUnits,
      lostOrLate: BaseUnits,
      /** Yearly, as a decimal fraction, with what is in default and not recovered at zero; null where none exists. */
      xirr: z.number().nullable(),
      /** The same with what is late at zero too: `lostOrLate` counts for nothing. */
      xirrLateLost: z.number().nullable(),
      buckets: z.array(
        z.object({
          bucket: z.enum(['onTime', '1-30', '31-60', '61-90', '91+', 'defaulted']),
          loans: z.number().int(),
          principal: BaseUnits,
        }),
      ),
      /** Months ascending, past and expected. */
      calendar: z.array(
        z.object({
          month: z.string().regex(/^\d{4}-\d{2}$/),
          receivedPrincipal: BaseUnits,
          receivedInterest: BaseUnits,
          expectedPrincipal: BaseUnits,
          expectedInterest: BaseUnits,
        }),
      ),
      /** When a share of what was put in is back, percent; empty of who put nothing in. */
      payback: z.array(z.object({ share: z.number().int(), at: Timestamp.nullable() })),
    }),
  ),
})

export const CashFlow = z.object({
  at: Timestamp,
  kind: z.enum(['subscription', 'withdrawal', 'claim', 'transferIn', 'transferOut']),
  amount: SignedBaseUnits,
  currency: Address,
  loanNumber: LoanNumber,
  transaction: Hash,
})
