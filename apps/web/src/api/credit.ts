import type {
  ApplicationAnswer,
  ApplicationRequest,
  DecisionRequest,
  Page,
  QueuedApplication,
} from '@hurong/sdk/api'
import { postApi, readApi } from './client.ts'

/** A signature by which the server knows who asks. */
export interface SignedAsking {
  readonly account: string
  readonly signature: string
  /** Seconds since 1970. */
  readonly deadline: number
}

const headersOf = ({ account, signature, deadline }: SignedAsking) => ({
  'x-account': account,
  'x-signature': signature,
  'x-deadline': String(deadline),
})

export const postApplication = (request: ApplicationRequest): Promise<ApplicationAnswer> =>
  postApi<ApplicationAnswer>('/credit/applications', request)

/** What became of an application, for the wallet that made it. */
export const readApplication = (
  applicationId: string,
  { signature, deadline }: Omit<SignedAsking, 'account'>,
): Promise<ApplicationAnswer> =>
  readApi<ApplicationAnswer>(`/credit/applications/${applicationId}`, {}, undefined, {
    'x-signature': signature,
    'x-deadline': String(deadline),
  })

/** What became of an account's applications, newest first. */
export const readApplications = async (asking: SignedAsking): Promise<readonly ApplicationAnswer[]> =>
  (await readApi<Page<ApplicationAnswer>>('/credit/applications', {}, undefined, headersOf(asking))).items

export const readQueue = async (asking: SignedAsking): Promise<readonly QueuedApplication[]> =>
  (await readApi<Page<QueuedApplication>>('/credit/queue', {}, undefined, headersOf(asking))).items

export const postDecision = (applicationId: string, decision: DecisionRequest): Promise<ApplicationAnswer> =>
  postApi<ApplicationAnswer>(`/credit/queue/${applicationId}/decision`, decision)
