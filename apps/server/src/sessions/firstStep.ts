import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { useAnyCode } from './codes.ts'
import { useOnce } from './once.ts'
import type { Proof } from './passkey.ts'
import { signInRefused } from './problems.ts'
import type { Sessions } from './service.ts'
import { lifetimes } from './settings.ts'

/** Holds who has confirmed and owes a code still, sealed: nothing is kept for those who never give one. */
const stepCookie = '__Host-hurong-step'

interface FirstStep extends Proof {
  readonly id: string
  readonly until: number
}

const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** Has the browser remember that its owner confirmed, for as long as typing a code takes. */
export const keepFirstStep = ({ keys, now }: Sessions, c: Context, proof: Proof): void => {
  const step: FirstStep = {
    ...proof,
    id: randomBytes(16).toString('hex'),
    until: now() + lifetimes.secondStep,
  }
  setCookie(c, stepCookie, keys.sealer.seal(step), { ...cookieOptions, maxAge: lifetimes.secondStep / 1000 })
}

const expired = () =>
  signInRefused(
    'Too long has passed since you confirmed. Sign in again.',
    '距离您上次确认已过去太久，请重新登录。',
  )

const readFirstStep = ({ keys, now }: Sessions, c: Context): FirstStep => {
  const sealed = getCookie(c, stepCookie)
  if (sealed === undefined) throw expired()
  let step: FirstStep
  try {
    step = keys.sealer.unseal(sealed) as FirstStep
  } catch {
    throw expired()
  }
  if (typeof step.id !== 'string' || !(step.until > now())) throw expired()
  return step
}

/**
 * The second step of signing in.
 * @returns who has proved to be the owner by both.
 * @throws ApiProblem `SignInRefused`, or as `useAnyCode` does.
 */
export const takeSecondStep = async (sessions: Sessions, c: Context, code: string): Promise<Proof> => {
  const { account, factor, id, until } = readFirstStep(sessions, c)
  const { database, keys, now } = sessions
  await useAnyCode(sessions, { account, factor }, code)
  if (!(await useOnce(database, keys.digest('step', id), until, now()))) throw expired()
  setCookie(c, stepCookie, '', { ...cookieOptions, maxAge: 0 })
  return { account, factor }
}
