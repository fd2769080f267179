import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Stops or resumes new business of an issuer. Guardian only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setIssuerPaused = (
  context: HurongContext,
  { index, paused }: { index: number; paused: boolean },
) => send(context, 'notes', 'setIssuerPaused', [index, paused])
