import type { SaltedFields } from '@hurong/scoring/explain'
import { assessmentOf, hashAssessment, type SignedBy } from '@hurong/sdk'
import type { ApplicationAnswer, CreditReason, SignedAssessment } from '@hurong/sdk/api'
import { eq } from 'drizzle-orm'
import type { Hex } from 'viem'
import { applications, secondSignatures } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import type { Asked } from './asked.ts'
import type { LogPlace } from './logDecision.ts'
import type { RefusedRule } from './score.ts'
import type { UnderwritingKeys } from './service.ts'

export type ApplicationRow = typeof applications.$inferSelect

/** What of an application is sealed. Amounts as decimal strings: it is JSON. */
export interface SealedApplication {
  readonly assessment: SignedAssessment
  readonly signatures: readonly SignedBy[]
  readonly reasons: readonly CreditReason[]
  readonly refused: RefusedRule | null
  /** What was asked for beside what the assessment says. */
  readonly asked: Pick<Asked, 'productId' | 'count' | 'method'>
  /** The line of the log that tells of the last decision on it. */
  readonly logged: LogPlace
  /** Of one that waits for a person; dropped once that person has decided. */
  readonly waiting: Waiting | null
}
export interface Waiting {
  readonly fields: SaltedFields
  readonly missing: readonly string[]
  readonly why: 'secondSignature' | 'missingFields'
}

/** What signs and seals. @throws ApiProblem `NotUnderwriting` where applications are not taken. */
export const requireKeys = ({ underwriting }: Pick<ReadAt, 'underwriting'>): UnderwritingKeys => {
  if (underwriting.keys !== undefined) return underwriting.keys
  throw new ApiProblem(
    'NotUnderwriting',
    'This server takes no applications: it has no underwriter key. A pre-assessment is to be had all the same.',
    undefined,
    '本服务器未配置评估密钥，不受理申请；仍可进行预评估。',
  )
}

export const hashOf = ({ deployment }: ReadAt, body: SignedAssessment): Hex =>
  hashAssessment({ deployment }, assessmentOf(body))

export const unsealed = ({ sealer }: UnderwritingKeys, { sealed }: ApplicationRow): SealedApplication =>
  sealer.unseal(sealed) as SealedApplication

/** @throws ApiProblem `ApplicationNotFound` */
export const findApplication = async (
  { database }: Pick<ReadAt, 'database'>,
  applicationId: string,
): Promise<ApplicationRow> => {
  const [row] = await database
    .select()
    .from(applications)
    .where(eq(applications.applicationId, applicationId))
  if (row === undefined)
    throw new ApiProblem(
      'ApplicationNotFound',
      'There is no application of this id here.',
      undefined,
      '没有此编号的申请。',
    )
  return row
}

/** How many underwriters must sign for so much; a currency for which no limit was set always needs two. */
export const signersNeeded = async (
  { database }: Pick<ReadAt, 'database'>,
  { currency, greatestPrincipal }: Pick<SignedAssessment, 'currency' | 'greatestPrincipal'>,
): Promise<1 | 2> => {
  const [limit] = await database
    .select()
    .from(secondSignatures)
    .where(eq(secondSignatures.currency, currency.toLowerCase()))
  return BigInt(greatestPrincipal) > (limit?.above ?? 0n) ? 2 : 1
}

/** An application as its applicant is told it. */
export const answerOf = (
  { underwriting }: Pick<ReadAt, 'underwriting'>,
  {
    applicationId,
    status,
    appliedAt,
    decidedAt,
  }: Pick<ApplicationRow, 'applicationId' | 'status' | 'appliedAt' | 'decidedAt'>,
  { assessment, signatures, reasons, refused, asked, logged }: SealedApplication,
  saltedFields: SaltedFields | null = null,
): ApplicationAnswer => ({
  applicationId,
  status,
  appliedAt,
  decidedAt,
  lapsesAt: status === 'queued' ? appliedAt + underwriting.policy.wait : null,
  asked: { ...asked, principal: assessment.greatestPrincipal, currency: assessment.currency },
  logged,
  reasons: [...reasons],
  refused,
  assessment: status === 'assessed' ? assessment : null,
  signatures: status === 'assessed' ? [...signatures] : [],
  saltedFields: saltedFields === null ? null : { ...saltedFields },
})
