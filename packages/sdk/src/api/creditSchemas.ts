import { z } from 'zod'
import {
  Address,
  BaseUnits,
  Grade,
  Hash,
  Method,
  ParticipantId,
  Probability,
  Timestamp,
} from './marketSchemas.ts'

/** Credit models, how right they were, and what underwriters say of applicants. Units as in `schemas.ts`. */

const Bilingual = z.object({ zh: z.string(), en: z.string() })
const Signature = z.string().regex(/^0x([0-9a-fA-F]{2}){65,1024}$/)

export const CreditModel = z.object({
  modelHash: Hash,
  schemaHash: Hash,
  uri: z.string(),
  announcedAt: Timestamp,
  bindsAt: Timestamp,
  retiredAt: Timestamp.nullable(),
  /** Of what is open at a default so much never comes back, millionths, as `uri` tells it; all of it where it tells nothing. */
  lossGivenDefault: Probability,
  /** Loans that quoted an assessment by it. */
  loans: z.number().int(),
  /** As the file has it; null where this server has no file of that hash. */
  name: z.string().nullable(),
})

/**
 * What was foretold of drawn loans, and what came. Loans that run may still fail: `low` counts none of them as failed, `high`
 * all of them, so that the band holds whatever comes. Once all have ended it is the plain Wilson band of 95 %.
 */
export const TrackRecordLine = z.object({
  grade: Grade,
  /** The quarter of the draw, UTC; null in the totals. */
  vintage: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/)
    .nullable(),
  /** Drawn. */
  loans: z.number().int(),
  /** Repaid or defaulted. */
  ended: z.number().int(),
  defaulted: z.number().int(),
  /** Sum of PD over life of all `loans`, millionths: 2,500,000 foretells two and a half defaults. */
  predicted: z.number().int(),
  /** Band of the share that fails, millionths. */
  low: Probability,
  high: Probability,
  /** Fewer than 30 have ended: chance alone may explain the figure. */
  small: z.boolean(),
})

export const CreditModelDetail = CreditModel.extend({
  /** What reason codes mean; null where this server has no file of that hash. */
  reasons: z.array(z.object({ code: z.number().int(), zh: z.string(), en: z.string() })).nullable(),
  /** Grade, then vintage. */
  trackRecord: z.array(TrackRecordLine),
  /** By grade over all vintages. */
  totals: z.array(TrackRecordLine),
})

/** What is asked for, and what the applicant says of themselves: the texts of the columns the model reads. */
const Asked = {
  productId: z.number().int().positive(),
  principal: BaseUnits,
  method: Method.default('equalInstalment'),
  /** Months. */
  count: z.number().int().min(1).max(360),
}
/** A column left out, or empty, is not known. Amount, term and date are set by the server from what is asked for. */
const Fields = z.record(z.string().regex(/^\w{1,64}$/), z.string().max(200))

export const PreAssessmentRequest = z.object({
  /** The newest model that binds if left out. */
  modelHash: Hash.optional(),
  fields: Fields,
  ...Asked,
})

export const CreditReason = z.object({
  code: z.number().int(),
  zh: z.string(),
  en: z.string(),
  /** Above the average training loan. */
  points: z.number().int(),
})

/** Why nothing is offered; null where something is. */
export const Refused = z
  .object({ rule: z.enum(['grade', 'rate', 'person']), zh: z.string(), en: z.string() })
  .nullable()

export const Offer = z.object({
  /** Months. */
  count: z.number().int(),
  principal: BaseUnits,
  grade: Grade,
  pd12Months: Probability,
  pdLife: Probability,
  /** The least rate that pays for the risk; null where none does or it exceeds the product's greatest. */
  annualRate: z.number().int().nullable(),
  /** The first instalment. */
  instalment: BaseUnits.nullable(),
  /** Interest and fee over the whole term. */
  totalCost: BaseUnits.nullable(),
})

export const PreAssessment = z.object({
  modelHash: Hash,
  grade: Grade,
  points: z.number().int(),
  pd12Months: Probability,
  pdLife: Probability,
  reasons: z.array(CreditReason),
  contributions: z.array(z.object({ input: z.string(), ...Bilingual.shape, points: z.number().int() })),
  /** The smallest changes that reach a better grade. */
  improvements: z.array(
    z.object({
      grade: Grade,
      pd12Months: Probability,
      changes: z.array(z.object({ field: z.string(), label: Bilingual, from: z.number(), to: z.number() })),
    }),
  ),
  /** Terms side by side, shortest first; the asked one is among them. */
  offers: z.array(Offer),
  refused: Refused,
})

/** What an applicant's wallet signs: see `applicationTypedData` of the SDK. */
export const Application = z.object({
  participantId: ParticipantId,
  /** `hashFields` of the SDK over `fields`. */
  fieldsHash: Hash,
  currency: Address,
  ...Asked,
  /** Until when the signature may be used. */
  deadline: Timestamp,
})

export const ApplicationRequest = z.object({
  application: Application,
  fields: Fields,
  /** Of the participant; it signed. */
  wallet: Address,
  signature: Signature,
})

/** As `Assessment` of the SDK, with amounts as decimal strings. */
export const SignedAssessment = z.object({
  participantId: ParticipantId,
  grade: Grade,
  pd12Months: Probability,
  pdLife: Probability,
  currency: Address,
  greatestPrincipal: BaseUnits,
  /** Months count 30 days, weeks 7. */
  greatestTermDays: z.number().int(),
  leastRate: z.number().int(),
  modelHash: Hash,
  inputsRoot: Hash,
  reasons: z.array(z.number().int()).max(4),
  issuedAt: Timestamp,
  expiresAt: Timestamp,
})
const SignedBy = z.object({ signer: Address, signature: Signature })

/** A line of the decision log by its place; its hash holds all lines up to it. */
export const LogPlace = z.object({ index: z.number().int().positive(), hash: Hash })

export const ApplicationAnswer = z.object({
  applicationId: Hash,
  /** `lapsed`: it waited for a person, and nobody decided in time. */
  status: z.enum(['assessed', 'queued', 'declined', 'lapsed']),
  appliedAt: Timestamp,
  decidedAt: Timestamp.nullable(),
  /** When it lapses unless somebody decides; null where nothing waits. */
  lapsesAt: Timestamp.nullable(),
  /** What was asked for: principal in base units, count in months. */
  asked: z.object({
    productId: z.number().int(),
    principal: BaseUnits,
    currency: Address,
    method: Method,
    count: z.number().int(),
  }),
  /** The line of the decision log that tells of it. Keep it: a log that was rewritten since has another hash there. */
  logged: LogPlace,
  reasons: z.array(CreditReason),
  refused: Refused,
  /** With `signatures` what `requestAssessed` takes; null unless assessed. */
  assessment: SignedAssessment.nullable(),
  signatures: z.array(SignedBy),
  /** Told once, when the application is made: whoever has them can show what was said. Null ever after. */
  saltedFields: z.record(z.string(), z.object({ value: z.string(), salt: Hash })).nullable(),
})

/** An application that waits for a person. For underwriters' eyes. */
export const QueuedApplication = z.object({
  applicationId: Hash,
  appliedAt: Timestamp,
  lapsesAt: Timestamp,
  participantId: ParticipantId,
  productId: z.number().int(),
  count: z.number().int(),
  method: Method,
  why: z.enum(['secondSignature', 'missingFields']),
  missing: z.array(z.string()),
  /** What the model says, and what is signed to approve it. */
  assessment: SignedAssessment,
  reasons: z.array(CreditReason),
  fields: z.record(z.string(), z.string()),
  /** Who approved it so far, and how many must. */
  approvedBy: z.array(Address),
  needed: z.number().int(),
})

/** To approve, the underwriter signs the assessment itself; to decline, the `Decline` of the SDK. */
export const DecisionRequest = z.object({
  approve: z.boolean(),
  underwriter: Address,
  signature: Signature,
})

/** One line of the decision log. `hash` is `hashDecision` of the SDK over the rest. */
export const CreditDecision = z.object({
  index: z.number().int(),
  previousHash: Hash,
  hash: Hash,
  at: Timestamp,
  outcome: z.enum(['assessed', 'queued', 'approved', 'declined', 'lapsed']),
  modelHash: Hash,
  assessmentHash: Hash.nullable(),
  /** Commitment to the salted inputs. */
  inputsRoot: Hash,
  /** Null where the model decided alone, signing with the service's key. */
  decidedBy: Address.nullable(),
})
