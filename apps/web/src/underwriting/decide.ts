import type { ApplicationAnswer, QueuedApplication } from '@hurong/sdk/api'
import type { Acting } from '../account/acting.ts'
import { ApiProblem } from '../api/client.ts'
import { postDecision, readQueue, type SignedAsking } from '../api/credit.ts'
import { signForAWhile, signTyped } from '../chain/sign.ts'

export type Verb = 'approve' | 'decline'

/** Approves by a signature over the assessment itself, or declines by one over the application's number. */
export async function decide(
  acting: Acting,
  { applicationId, assessment }: Pick<QueuedApplication, 'applicationId' | 'assessment'>,
  verb: Verb,
): Promise<ApplicationAnswer> {
  const { assessmentOf, assessmentTypedData, declineTypedData } = await import('@hurong/sdk')
  const { signature } = await signTyped(acting, ({ context }) =>
    verb === 'approve'
      ? assessmentTypedData(context, assessmentOf(assessment))
      : declineTypedData(context, { applicationId: applicationId as `0x${string}` }),
  )
  return postDecision(applicationId, { approve: verb === 'approve', underwriter: acting.address, signature })
}

export interface OpenQueue {
  readonly items: readonly QueuedApplication[]
  /** The signature that opened it, which opens it again for a while. */
  readonly signed: SignedAsking
}

/** A signature by which an account may read the queue for a while. */
export async function signToRead(acting: Acting): Promise<SignedAsking> {
  const { readQueueTypedData } = await import('@hurong/sdk')
  const signed = await signForAWhile(acting, (context, deadline) => readQueueTypedData(context, { deadline }))
  return { account: acting.address, ...signed }
}

/**
 * Reads what waits; by the signature given before as long as the server takes it, so that whoever decides ten applications
 * does not sign ten times more to see what is left.
 */
export async function openQueue(
  held: SignedAsking | undefined,
  sign: () => Promise<SignedAsking>,
  read = readQueue,
): Promise<OpenQueue> {
  if (held !== undefined)
    try {
      return { items: await read(held), signed: held }
    } catch (error) {
      if (!(error instanceof ApiProblem && error.kind === 'SignatureRefused')) throw error
    }
  const signed = await sign()
  return { items: await read(signed), signed }
}
