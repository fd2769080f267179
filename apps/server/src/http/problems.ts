import type { Problem } from '@hurong/sdk/api'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Every kind of problem and its status; the one place that maps them. */
const kinds = {
  BadRequest: { status: 400, title: 'The request is not understood.' },
  NotFound: { status: 404, title: 'There is no such page.' },
  LoanNotFound: { status: 404, title: 'There is no such loan.' },
  ParticipantNotFound: { status: 404, title: 'There is no such participant.' },
  ModelNotFound: { status: 404, title: 'There is no such credit model.' },
  ApplicationNotFound: { status: 404, title: 'There is no such application.' },
  NotLocal: { status: 404, title: 'This exists on a local chain only.' },
  SignatureRefused: { status: 403, title: 'The signature does not allow this.' },
  ApplicationKnown: { status: 409, title: 'The application was made before.' },
  AlreadyDecided: { status: 409, title: 'The application was decided before.' },
  NotSignedIn: { status: 401, title: 'Nobody is signed in.' },
  SignInRefused: { status: 403, title: 'The sign-in was refused.' },
  CodeRefused: { status: 403, title: 'The code is wrong.' },
  CodesOff: { status: 409, title: 'One-time codes are not turned on.' },
  CoSignerInTheWay: { status: 409, title: 'The co-signer is among who confirms for the account.' },
  CeremonyNeeded: { status: 403, title: 'The owner must confirm once more.' },
  OriginRefused: { status: 403, title: 'Another site must not ask for this.' },
  SessionNotFound: { status: 404, title: 'There is no such session.' },
  TooManyGuesses: { status: 429, title: 'Too many wrong codes.' },
  NotSigningIn: { status: 503, title: 'Nobody signs in here.' },
  CoSigningRefused: { status: 403, title: 'The operation is not signed together.' },
  NotCoSigning: { status: 503, title: 'Nobody signs together here.' },
  NoModel: { status: 409, title: 'No credit model is in use.' },
  NotVerified: { status: 403, title: 'The account could not be verified.' },
  NotVerifying: { status: 503, title: 'Nobody is verified here.' },
  NotUnderwriting: { status: 503, title: 'Applications are not taken here.' },
  TimeRunsForwardOnly: { status: 409, title: 'Time runs forward only.' },
  BeingPrepared: { status: 409, title: 'The demonstration is being prepared.' },
  NothingFallsDue: { status: 409, title: 'Nothing falls due.' },
  NotReady: { status: 503, title: 'Nothing of the chain has been read yet.' },
  CarryingRefused: { status: 403, title: 'This is not brought for others.' },
  NotCarrying: { status: 503, title: 'Nothing is brought for others here.' },
  NotMailing: { status: 503, title: 'No e-mail is sent here.' },
  MailRefused: { status: 503, title: 'The e-mail could not be sent.' },
  NotPushing: { status: 503, title: 'No browser is told here.' },
  PushRefused: { status: 503, title: 'The browser could not be told.' },
  TooManyBrowsers: { status: 409, title: 'As many browsers are told as can be.' },
  TooManyRequests: { status: 429, title: 'Too many requests.' },
  Internal: { status: 500, title: 'Something went wrong here.' },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string }>

export type ProblemKind = keyof typeof kinds
export const problemKinds = kinds

/** What a route answers instead of what was asked for. Its `type` ends in its kind. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly kind: ProblemKind
  readonly errors: Problem['errors']
  /** The detail in Chinese, where applicants read it. */
  readonly detailZh: string | undefined
  constructor(kind: ProblemKind, detail: string, errors?: NonNullable<Problem['errors']>, detailZh?: string) {
    super(detail)
    this.kind = kind
    this.errors = errors
    this.detailZh = detailZh
  }
}

/** A parameter with a value that is not allowed. */
export const badParameter = (path: string, message: string): ApiProblem =>
  new ApiProblem('BadRequest', `${path}: ${message}`, [{ path, message }])

export const problemBody = (problem: ApiProblem, instance?: string): Problem => ({
  type: `urn:hurong:problem:${problem.kind}`,
  title: kinds[problem.kind].title,
  status: kinds[problem.kind].status,
  detail: problem.message,
  ...(problem.detailZh === undefined ? {} : { detailZh: problem.detailZh }),
  ...(instance === undefined ? {} : { instance }),
  ...(problem.errors === undefined ? {} : { errors: problem.errors }),
})

/** Answers with a problem, as RFC 9457 has it. */
export const sendProblem = (c: Context, problem: ApiProblem): Response =>
  c.body(JSON.stringify(problemBody(problem, new URL(c.req.url).pathname)), kinds[problem.kind].status, {
    'content-type': 'application/problem+json; charset=utf-8',
  })
