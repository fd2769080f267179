import {
  assessmentOf,
  assessmentTypedData,
  declineTypedData,
  type SignedBy,
  signAssessment,
} from '@hurong/sdk'
import type { ApplicationAnswer, DecisionRequest } from '@hurong/sdk/api'
import { and, eq } from 'drizzle-orm'
import type { Hex } from 'viem'
import { applications } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import {
  type ApplicationRow,
  answerOf,
  findApplication,
  hashOf,
  requireKeys,
  type SealedApplication,
  signersNeeded,
  unsealed,
} from './application.ts'
import { chooseModel } from './chooseModel.ts'
import { lapseWaiting } from './lapse.ts'
import { logDecision } from './logDecision.ts'
import { refusedByPerson } from './score.ts'
import { isUnderwriter, refused, requireSigned, requireUnderwriter } from './signatures.ts'

const decided = () =>
  new ApiProblem(
    'AlreadyDecided',
    'The application was decided before, or changed meanwhile. Read the queue again.',
    undefined,
    '该申请已有决定或刚被更新，请重新查看队列。',
  )

/** Writes what was decided, and its line in the log; only over what it was decided on. */
const settle = async (
  read: ReadAt,
  before: ApplicationRow,
  decision: Omit<SealedApplication, 'logged'>,
  {
    status,
    outcome,
    by,
  }: { status: ApplicationRow['status']; outcome: 'assessed' | 'approved' | 'declined'; by: Hex },
): Promise<ApplicationAnswer> => {
  const { sealer } = requireKeys(read)
  const decidedAt = status === 'queued' ? null : read.now
  const { assessment } = decision
  const details = await read.database.transaction(async (tx) => {
    const logged = await logDecision(tx, {
      at: read.now,
      outcome,
      modelHash: assessment.modelHash as Hex,
      assessmentHash: outcome === 'declined' ? null : hashOf(read, assessment),
      inputsRoot: assessment.inputsRoot as Hex,
      decidedBy: by,
    })
    const whole: SealedApplication = { ...decision, logged }
    const changed = await tx
      .update(applications)
      .set({ status, decidedAt, sealed: sealer.seal(whole) })
      .where(
        and(eq(applications.applicationId, before.applicationId), eq(applications.sealed, before.sealed)),
      )
      .returning()
    if (changed.length === 0) throw decided()
    return whole
  })
  return answerOf(read, { ...before, status, decidedAt }, details)
}

/**
 * Signatures with one more. Where two are needed and the model and its limits cover the loan, the service's own key is the
 * second; an application that lacks fields is a matter of two persons then.
 */
const signaturesWith = async (
  read: ReadAt,
  { assessment, signatures, waiting }: SealedApplication,
  own: SignedBy,
  needed: number,
): Promise<readonly SignedBy[]> => {
  const all = [...signatures, own]
  const { account } = requireKeys(read)
  const isService = all.some(({ signer }) => signer.toLowerCase() === account.address.toLowerCase())
  if (all.length >= needed || isService || waiting?.why !== 'secondSignature') return all
  if (!(await isUnderwriter(read, account.address))) return all
  return [...all, await signAssessment(read, account, assessmentOf(assessment))]
}

/**
 * An underwriter approves or declines what waits. To approve, the assessment itself is signed, so that the decision is what
 * the chain will ask for; above the second-signature limit a second one, of another account, is needed.
 * @throws ApiProblem
 */
export const decideQueued = async (
  read: ReadAt,
  applicationId: string,
  { approve, signature, ...rest }: DecisionRequest,
): Promise<ApplicationAnswer> => {
  const keys = requireKeys(read)
  const underwriter = rest.underwriter.toLowerCase() as Hex
  await requireUnderwriter(read, underwriter)
  await lapseWaiting(read)
  const row = await findApplication(read, applicationId)
  const details = unsealed(keys, row)
  if (row.status !== 'queued' || details.waiting === null) throw decided()
  if (!approve) {
    const typed = declineTypedData(read, { applicationId: applicationId as Hex })
    await requireSigned(read, underwriter, typed, signature)
    const declined = { ...details, signatures: [], refused: refusedByPerson, waiting: null }
    return settle(read, row, declined, { status: 'declined', outcome: 'declined', by: underwriter })
  }
  const { assessment } = details
  await requireSigned(read, underwriter, assessmentTypedData(read, assessmentOf(assessment)), signature)
  if (details.signatures.some(({ signer }) => signer.toLowerCase() === underwriter))
    throw refused('You approved it before; another underwriter must.', '您已批准过，须由另一位评估人批准。')
  if (assessment.expiresAt < read.now)
    throw refused(
      'The assessment has expired. Decline it, and let the applicant apply again.',
      '评估已过期，请予退回，由申请人重新申请。',
    )
  // A model that was retired meanwhile signs nothing more.
  await chooseModel(read, assessment.modelHash)
  const needed = await signersNeeded(read, assessment)
  const own = { signer: underwriter, signature: signature as Hex }
  const signatures = await signaturesWith(read, details, own, needed)
  const done = signatures.length >= needed
  const approved = { ...details, signatures, waiting: done ? null : details.waiting }
  return settle(read, row, approved, {
    status: done ? 'assessed' : 'queued',
    outcome: done ? 'assessed' : 'approved',
    by: underwriter,
  })
}
