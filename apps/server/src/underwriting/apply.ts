import { randomBytes } from 'node:crypto'
import { commitmentOf, type SaltedFields, salted } from '@hurong/scoring/explain'
import { applicationTypedData, assessmentOf, hashFields, signAssessment } from '@hurong/sdk'
import type { ApplicationAnswer, SignedAssessment } from '@hurong/sdk/api'
import type { ApplicationRequest } from '@hurong/sdk/api/schemas'
import { eq } from 'drizzle-orm'
import { type Hex, hashTypedData } from 'viem'
import type { z } from 'zod'
import { applications } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import {
  answerOf,
  hashOf,
  requireKeys,
  type SealedApplication,
  signersNeeded,
  type Waiting,
} from './application.ts'
import {
  type Asked,
  askedDays,
  badField,
  type Completed,
  completeFields,
  type ProductRow,
  productFor,
} from './asked.ts'
import { type ChosenModel, chooseModel } from './chooseModel.ts'
import { logDecision } from './logDecision.ts'
import { decimalsOf } from './preAssess.ts'
import { leastRateOf, reasonsOf, refusedBy, scoreOf } from './score.ts'
import { checkDeadline, isUnderwriter, requireSigned, requireWalletOf } from './signatures.ts'

type Request = z.output<typeof ApplicationRequest>

/** Who signed what, and that it is the first time. @returns what tells the signature if it comes again. */
const checkSignature = async (read: ReadAt, { application, fields, wallet, signature }: Request) => {
  const { sealer } = requireKeys(read)
  checkDeadline(application.deadline, read.now)
  if (hashFields(fields) !== application.fieldsHash)
    throw badField(
      'application.fieldsHash',
      'is not the hash of the fields: what was signed is not what was sent.',
      '与所填字段不符：签名内容与提交内容不一致。',
    )
  const typed = applicationTypedData(read, {
    ...application,
    fieldsHash: application.fieldsHash as Hex,
    currency: application.currency as Hex,
    principal: BigInt(application.principal),
  })
  await requireSigned(read, wallet, typed, signature)
  await requireWalletOf(read, wallet, application.participantId)
  const replayKey = sealer.replayKey(hashTypedData(typed))
  const [known] = await read.database
    .select({ applicationId: applications.applicationId })
    .from(applications)
    .where(eq(applications.replayKey, replayKey))
  if (known !== undefined) throw alreadyUsed()
  return replayKey
}

const alreadyUsed = () =>
  new ApiProblem(
    'ApplicationKnown',
    'This signature was used for an application before. Sign a new one.',
    undefined,
    '此签名已用于一份申请，请重新签名。',
  )

/** What the model says, in the form underwriters sign. */
const assessmentFrom = (
  read: ReadAt,
  { participantId, currency, principal }: Request['application'],
  { model, completed, fields, asked }: Scored,
) => {
  const score = scoreOf(model.content, completed.cells, read.now)
  const rate = leastRateOf(score, asked, read.underwriting.policy)
  const assessment: SignedAssessment = {
    participantId,
    grade: score.grade,
    pd12Months: score.pd12,
    pdLife: score.pdLifetime,
    currency,
    greatestPrincipal: principal,
    greatestTermDays: askedDays(asked),
    leastRate: rate ?? 0,
    modelHash: model.modelHash,
    inputsRoot: commitmentOf(fields),
    reasons: score.reasons.map(({ code }) => code),
    issuedAt: read.now,
    expiresAt: read.now + read.underwriting.policy.validity,
  }
  return { score, rate, assessment }
}

interface Scored {
  readonly model: ChosenModel
  readonly completed: Completed
  readonly fields: SaltedFields
  readonly asked: Asked
}

/** What becomes of an application: `null` where a person has to look at it. */
const whyQueued = ({ missing }: Completed, needed: number, covered: boolean): Waiting['why'] | null => {
  if (!covered) return null
  if (missing.length > 0) return 'missingFields'
  return needed > 1 ? 'secondSignature' : null
}

/** Scores what the applicant said and decides it by the model and the limits alone. */
const decide = async (read: ReadAt, request: Request, product: ProductRow) => {
  const { application } = request
  const { productId, method, count } = application
  const asked: Asked = { productId, method, count, principal: BigInt(application.principal) }
  const model = await chooseModel(read)
  const decimals = decimalsOf(read, product.currency)
  const completed = completeFields(model.content, request.fields, asked, { decimals, now: read.now })
  const fields = salted(completed.cells)
  const { score, rate, assessment } = assessmentFrom(read, application, { model, completed, fields, asked })
  const refused = refusedBy(score, rate, product)
  const why = whyQueued(completed, await signersNeeded(read, assessment), refused === null)
  const waiting: Waiting | null = why === null ? null : { fields, missing: completed.missing, why }
  return {
    ...{ assessment, reasons: reasonsOf(score), refused, waiting, fields },
    asked: { productId, count, method },
  }
}

/**
 * Takes an application that a participant's wallet signed. The model and the limits decide; what they do not cover is
 * declined, and what needs a person waits for one. What was said is kept for that person alone, sealed.
 * @throws ApiProblem
 */
export const apply = async (read: ReadAt, given: Request): Promise<ApplicationAnswer> => {
  const request = { ...given, wallet: given.wallet.toLowerCase() }
  const keys = requireKeys(read)
  const replayKey = await checkSignature(read, request)
  const { application } = request
  const product = await productFor(read, { ...application, principal: BigInt(application.principal) })
  if (product.currency !== application.currency.toLowerCase())
    throw badField('application.currency', 'is not the currency of the product.', '与该产品的币种不符。')
  if (!(await isUnderwriter(read, keys.account.address)))
    throw new ApiProblem(
      'NotUnderwriting',
      'The account of this service is no underwriter on the chain. Tell the operator.',
      undefined,
      '本服务的账户在链上没有评估权限，请告知运营方。',
    )
  const { fields, ...decided } = await decide(read, request, product)
  const { assessment, refused, waiting } = decided
  const status = refused !== null ? 'declined' : waiting !== null ? 'queued' : 'assessed'
  const signatures =
    status === 'assessed' ? [await signAssessment(read, keys.account, assessmentOf(assessment))] : []
  const row = {
    applicationId: `0x${randomBytes(32).toString('hex')}`,
    replayKey,
    participantId: application.participantId,
    wallet: request.wallet,
    status,
    appliedAt: read.now,
    decidedAt: status === 'queued' ? null : read.now,
  } as const
  const details = await read.database.transaction(async (tx): Promise<SealedApplication> => {
    const logged = await logDecision(tx, {
      at: read.now,
      outcome: status,
      modelHash: assessment.modelHash as Hex,
      assessmentHash: status === 'declined' ? null : hashOf(read, assessment),
      inputsRoot: assessment.inputsRoot as Hex,
      decidedBy: null,
    })
    const whole = { ...decided, signatures, logged }
    const sealed = keys.sealer.seal(whole)
    const made = await tx
      .insert(applications)
      .values({ ...row, sealed })
      .onConflictDoNothing()
      .returning()
    if (made.length === 0) throw alreadyUsed()
    return whole
  })
  return answerOf(read, row, details, fields)
}
