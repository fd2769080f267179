import type { Context } from 'hono'
import { codeStateOf } from './codes.ts'
import { keepFirstStep, takeSecondStep } from './firstStep.ts'
import { openSession, readSession } from './keep.ts'
import type { Proof } from './passkey.ts'
import type { Sessions } from './service.ts'

export interface SignInOutcome {
  readonly codeNeeded: boolean
  readonly account: string
}

/**
 * Signs in whoever has proved to be an account's owner; where the owner turned codes on, one is owed first. A browser that is
 * signed in already gave one when it signed in.
 */
export const signIn = async (sessions: Sessions, c: Context, proof: Proof): Promise<SignInOutcome> => {
  const { account } = proof
  const [{ isOn }, held] = await Promise.all([
    codeStateOf(sessions, account),
    readSession(sessions, c, { rotates: false }),
  ])
  if (isOn && held?.userId !== account) {
    keepFirstStep(sessions, c, proof)
    return { codeNeeded: true, account }
  }
  await openSession(sessions, c, proof)
  await sessions.onSignIn?.(c, account)
  return { codeNeeded: false, account }
}

/** Ends a sign-in that owed a code. @throws as `takeSecondStep` does. */
export const finishSignIn = async (sessions: Sessions, c: Context, code: string): Promise<SignInOutcome> => {
  const proof = await takeSecondStep(sessions, c, code)
  await openSession(sessions, c, proof)
  await sessions.onSignIn?.(c, proof.account)
  return { codeNeeded: false, account: proof.account }
}
