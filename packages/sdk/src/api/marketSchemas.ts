import { z } from 'zod'

/**
 * Shapes of the HTTP API, version 1. Amounts are base units as decimal strings; rates are millionths a year;
 * times are seconds since 1970 UTC; ids wider than 53 bits are decimal strings.
 */

export const BaseUnits = z.string().regex(/^\d+$/)
export const SignedBaseUnits = z.string().regex(/^-?\d+$/)
export const Address = z.string().regex(/^0x[0-9a-f]{40}$/)
export const Hash = z.string().regex(/^0x[0-9a-f]{64}$/)
export const Timestamp = z.number().int().nonnegative()
export const LoanNumber = z.number().int().positive()
export const ParticipantId = z.number().int().positive()

export const LoanStatus = z.enum([
  'funding',
  'funded',
  'active',
  'late',
  'repaid',
  'defaulted',
  'recovered',
  'writtenOff',
  'cancelled',
])
export const Method = z.enum(['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'])
export const Unit = z.enum(['month', 'week', 'day'])
export const Purpose = z.enum([
  'debtConsolidation',
  'creditCard',
  'smallBusiness',
  'homeImprovement',
  'majorPurchase',
  'car',
  'medical',
  'education',
  'wedding',
  'moving',
  'house',
  'vacation',
  'renewableEnergy',
  'other',
])
export const CashKind = z.enum(['repayment', 'recovery', 'refund', 'feeRefund', 'rent', 'proceeds'])

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  detailZh: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string(), zh: z.string().optional() })).optional(),
})

export const Currency = z.object({
  address: Address,
  symbol: z.string(),
  name: z.string(),
  decimals: z.number().int(),
})

/** What the web app needs to start: where the chain is, which contracts, how far the read model is. */
export const Platform = z.object({
  chainId: z.number().int(),
  rpcUrl: z.string(),
  local: z.boolean(),
  contracts: z.object({
    accessManager: Address,
    notes: Address,
    loans: Address,
    participants: Address,
    creditRecord: Address,
    fees: Address,
  }),
  deployedAtBlock: z.number().int(),
  currencies: z.array(Currency),
  head: z.object({ block: z.number().int(), time: Timestamp }),
  indexed: z.object({ block: z.number().int(), time: Timestamp }),
  indexerProblem: z.string().nullable(),
  /** What accounts without seed phrases stand on, and who brings their operations to the chain; null where there are none. */
  accounts: z
    .object({
      entryPoint: Address,
      factory: Address,
      verifier: Address,
      policy: Address,
      /** A bundler (ERC-7769); null where nobody is known to bring them. */
      bundlerUrl: z.string().nullable(),
      /** Who pays (ERC-7677); null where the bundler itself does. */
      paymasterUrl: z.string().nullable(),
      /** The operator's co-signer, which owners may add to who confirms for them; null where there is none. */
      coSigner: Address.nullable(),
      /** Who brings at no cost what anybody may do for an account (`POST /carried`); null where nobody does. */
      carrier: Address.nullable(),
    })
    .nullable(),
  /** Of a demonstration still being prepared: how many of its loans are here. Null once it is complete, or where there is none. */
  preparing: z.object({ loans: z.number().int(), of: z.number().int() }).nullable(),
})

/** Per currency. Every lent unit is in exactly one of: repaid, on time, late, lost. */
export const Statistics = z.object({
  at: Timestamp,
  currencies: z.array(
    z.object({
      currency: Address,
      loansDrawn: z.number().int(),
      lent: BaseUnits,
      principalRepaid: BaseUnits,
      outstandingOnTime: BaseUnits,
      outstandingLate: BaseUnits,
      outstandingDefaulted: BaseUnits,
      recovered: BaseUnits,
      interestReceived: BaseUnits,
      lateInterestReceived: BaseUnits,
      feesPaid: BaseUnits,
      inFunding: BaseUnits,
      counts: z.record(LoanStatus, z.number().int()),
      lateBuckets: z.array(
        z.object({
          bucket: z.enum(['1-30', '31-60', '61-90', '91+']),
          loans: z.number().int(),
          principal: BaseUnits,
        }),
      ),
      longestDaysPastDue: z.number().int(),
    }),
  ),
  participants: z.number().int(),
  lenders: z.number().int(),
  borrowers: z.number().int(),
  averageFundingSeconds: z.number().nullable(),
})

export const LoanTerms = z.object({
  principal: BaseUnits,
  annualRate: z.number().int(),
  lateRate: z.number().int(),
  method: Method,
  unit: Unit,
  interval: z.number().int(),
  count: z.number().int(),
  interestOnlyCount: z.number().int(),
  graceDays: z.number().int(),
  defaultDays: z.number().int(),
  writeOffDays: z.number().int(),
  originationFee: z.number().int(),
  reflectionPeriod: z.number().int(),
  drawPeriod: z.number().int(),
  leastShare: z.number().int(),
  leastTicket: BaseUnits,
})

export const Grade = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G'])
/** Of 1,000,000 loans like it so many fail. */
export const Probability = z.number().int().min(0).max(1_000_000)

/** The signed assessment a loan was asked for on, as the chain keeps it. */
export const LoanAssessment = z.object({
  assessmentHash: Hash,
  modelHash: Hash,
  grade: Grade,
  pd12Months: Probability,
  pdLife: Probability,
  /** Codes, weightiest first; the model's file says what they mean. */
  reasons: z.array(z.number().int()).max(4),
  issuedAt: Timestamp,
  expiresAt: Timestamp,
  /** What defaults cost a lender on average, of the agreed rate. With `expectedReturn` it adds up to the agreed rate. */
  expectedLossRate: z.number().int(),
  /** What a lender earns on average if so many fail and each loses what the model reckons (`CreditModel.lossGivenDefault`); below 0 for a loss. */
  expectedReturn: z.number().int(),
})

/** A loan on a card or in a row. */
export const LoanSummary = z.object({
  loanId: z.string(),
  number: LoanNumber,
  status: LoanStatus,
  currency: Address,
  purpose: Purpose,
  borrowerId: ParticipantId,
  productId: z.number().int(),
  terms: LoanTerms,
  termDays: z.number().int(),
  requestedAt: Timestamp,
  fundingDeadline: Timestamp,
  /** Notes subscribed, base units. */
  raised: BaseUnits,
  /** Raised of principal, millionths. */
  fundedShare: z.number().int(),
  lenders: z.number().int(),
  closedAt: Timestamp.nullable(),
  drawnAt: Timestamp.nullable(),
  outstandingPrincipal: BaseUnits,
  /** The instalment as cached at draw, or what it would be if drawn now. */
  instalment: BaseUnits,
  nextDueAt: Timestamp.nullable(),
  daysPastDue: z.number().int(),
  instalmentsSettled: z.number().int(),
  /** Null for a loan that was asked for without one; left out by who did not look for it. */
  assessment: LoanAssessment.nullish(),
})

export const Position = z.object({
  outstandingPrincipal: BaseUnits,
  instalment: BaseUnits,
  nextInstalment: z.number().int(),
  interestPaid: BaseUnits,
  principalPaid: BaseUnits,
  accrualStart: Timestamp,
  lateInterestOwed: BaseUnits,
  lateAccruedUntil: Timestamp,
  interestOwed: BaseUnits,
  drawnAt: Timestamp,
  defaultedAt: Timestamp.nullable(),
})

export const Split = z.object({ lateInterest: BaseUnits, interest: BaseUnits, principal: BaseUnits })

export const LoanDetail = LoanSummary.extend({
  wallet: Address,
  autoRepay: z.boolean(),
  termsHash: Hash,
  zhHash: Hash,
  enHash: Hash,
  position: Position.nullable(),
  received: Split,
  recovered: BaseUnits,
  fee: BaseUnits,
  dueNow: Split,
  payoff: Split,
  defaultableFrom: Timestamp.nullable(),
  drawableFrom: Timestamp.nullable(),
  writeOffableFrom: Timestamp.nullable(),
})

export const ScheduleRow = z.object({
  index: z.number().int(),
  dueAt: Timestamp,
  principal: BaseUnits,
  interest: BaseUnits,
  paid: BaseUnits,
  settledAt: Timestamp.nullable(),
  /** When it was settled, or now while it is late; null before that. */
  daysLate: z.number().int().nullable(),
  /** `nothingDue`: it asks for nothing, as at 0 % before principal begins, and is on no record. */
  status: z.enum(['onTime', 'paidLate', 'late', 'running', 'upcoming', 'replaced', 'nothingDue']),
})
export const Schedule = z.object({
  loanId: z.string(),
  number: LoanNumber,
  drawn: z.boolean(),
  rows: z.array(ScheduleRow),
  /**
   * What was paid that no row asks for: principal ahead of schedule, and interest up to then. With it the rows add up to all that
   * came in before a default, but for late interest. Null where it is not known.
   */
  prepaid: z.object({ principal: BaseUnits, interest: BaseUnits }).nullable(),
})

export const Holder = z.object({
  holder: Address,
  participantId: ParticipantId.nullable(),
  balance: BaseUnits,
  claimable: BaseUnits,
  claimed: BaseUnits,
})

/**
 * One thing that happened, with the transaction that proves it. `data` holds the event's own fields as strings; `people` names
 * the participants behind the wallets among them, by wallet.
 */
export const ChainEvent = z.object({
  id: z.string(),
  type: z.string(),
  at: Timestamp,
  block: z.number().int(),
  transaction: Hash,
  logIndex: z.number().int(),
  loanNumber: LoanNumber.nullable(),
  participantId: ParticipantId.nullable(),
  data: z.record(z.string(), z.string()),
  people: z.record(Address, ParticipantId),
})

export const InstalmentCounts = z.object({
  onTime: z.number().int(),
  late1To30: z.number().int(),
  late31To60: z.number().int(),
  late61To90: z.number().int(),
  late91Plus: z.number().int(),
})

export const Product = z.object({
  productId: z.number().int(),
  currency: Address,
  open: z.boolean(),
  /** Whether a request must quote a signed assessment. */
  assessed: z.boolean().optional(),
  methods: z.array(Method),
  leastPrincipal: BaseUnits,
  greatestPrincipal: BaseUnits,
  leastTicket: BaseUnits,
  leastTermDays: z.number().int(),
  greatestTermDays: z.number().int(),
  greatestRate: z.number().int(),
  lateRate: z.number().int(),
  graceDays: z.number().int(),
  defaultDays: z.number().int(),
  writeOffDays: z.number().int(),
  reflectionPeriod: z.number().int(),
  fundingPeriod: z.number().int(),
  drawPeriod: z.number().int(),
  leastShare: z.number().int(),
  originationFee: z.number().int(),
})

export const SearchHit = z.object({
  kind: z.enum(['loan', 'participant', 'series', 'transaction', 'wallet']),
  key: z.string(),
  number: LoanNumber.nullable(),
  participantId: ParticipantId.nullable(),
})

/** Only where the chain is local: accounts anyone may act as. Their keys are worth nothing anywhere. */
export const DemonstrationAccount = z.object({
  name: z.object({ zh: z.string(), en: z.string() }),
  role: z.enum(['investor', 'borrower', 'newcomer', 'underwriter', 'guardian']),
  address: Address,
  privateKey: Hash,
  participantId: ParticipantId.nullable(),
})

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() })

/** A page of loans. The first of those being funded alone (`status=funding`) says what is left to fund of all of them together, by currency. */
export const LoanPage = page(LoanSummary).extend({
  leftToFund: z.array(z.object({ currency: Address, units: BaseUnits })).optional(),
})

/** Server-sent event `change`: what to read again. */
export const StreamChange = z.object({
  block: z.number().int(),
  time: Timestamp,
  /** Too much happened to name it, or blocks were undone: whatever was read may be stale. The lists are then empty. */
  everything: z.boolean(),
  loans: z.array(LoanNumber),
  participants: z.array(ParticipantId),
  holders: z.array(Address),
})
