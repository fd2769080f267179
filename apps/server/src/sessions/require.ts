import type { Context } from 'hono'
import type { ApiEnv } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import { readSession, type SessionRow } from './keep.ts'
import { refuseForged } from './origin.ts'
import { notSignedIn } from './problems.ts'
import type { Sessions } from './service.ts'
import { lifetimes } from './settings.ts'

type Hex = `0x${string}`

/** Who asks, as the cookie of a session tells. */
export interface SignedIn {
  /** The owner's account, lower case. */
  readonly account: Hex
  readonly sessionId: string
  /** Which of the account's signers confirmed last, as the chain knows it. */
  readonly factor: Hex
  /** Whether the owner confirmed a few minutes ago. */
  readonly isFresh: boolean
}

/** @throws ApiProblem `NotSigningIn` where nobody signs in. */
export const sessionsOn = (c: Context<ApiEnv>): Sessions => {
  const { sessions } = c.var
  if (sessions === undefined)
    throw new ApiProblem(
      'NotSigningIn',
      'Nobody signs in to this server: it was not told at which address its site stands, or has no accounts.',
      undefined,
      '本服务器未开放登录：未设置网站地址，或没有账户功能。',
    )
  return sessions
}

const signedIn = ({ userId, id, factor, confirmedAt }: SessionRow, now: number): SignedIn => ({
  account: userId as Hex,
  sessionId: id,
  factor: factor as Hex,
  isFresh: now - confirmedAt.getTime() < lifetimes.fresh,
})

/** The session of whoever asks, if any. @throws ApiProblem `OriginRefused` for a request another site had a browser make. */
export const findSession = async (c: Context<ApiEnv>): Promise<SignedIn | undefined> => {
  const sessions = sessionsOn(c)
  refuseForged(c, sessions.isOwn)
  c.header('cache-control', 'no-store')
  const row = await readSession(sessions, c)
  return row && signedIn(row, sessions.now())
}

/**
 * Whoever asks must be signed in, on a page of this site.
 * @throws ApiProblem `NotSignedIn`, `OriginRefused` or `NotSigningIn`
 */
export const requireSession = async (c: Context<ApiEnv>): Promise<SignedIn> => {
  const found = await findSession(c)
  if (found === undefined) throw notSignedIn()
  return found
}

/**
 * As `requireSession`, for what a stolen cookie must not do: the owner confirmed with a passkey or a wallet a few minutes ago.
 * @throws ApiProblem `CeremonyNeeded` where they did not.
 */
export const requireFresh = async (c: Context<ApiEnv>): Promise<SignedIn> => {
  const found = await requireSession(c)
  if (!found.isFresh)
    throw new ApiProblem(
      'CeremonyNeeded',
      'Confirm once more that it is you, then try again.',
      undefined,
      '请先再确认一次是您本人，然后重试。',
    )
  return found
}
