import type { Hash } from 'viem'
import type { Call, HurongContext } from './context.ts'
import { type Sent, waitFor } from './send.ts'

const nothing: Hash = `0x${'00'.repeat(32)}`

/**
 * Does several actions as one, for an account that can (`context.sender`): all of them are done, or none. None is tried out
 * alone, since one may rest on those before it; who brings them to the chain tries them out together. What an action returns
 * of the chain is therefore not known before.
 * @throws HurongError why they would fail.
 */
export const together = async (
  context: HurongContext,
  actions: (gathering: HurongContext) => Promise<unknown>,
): Promise<Sent<undefined>> => {
  const { sender } = context
  if (sender === undefined) throw new Error('This account makes one call at a time.')
  const calls: Call[] = []
  const sendCalls = async (more: readonly Call[]) => {
    calls.push(...more)
    return nothing
  }
  await actions({ ...context, sender: { ...sender, sendCalls, gathers: true } })
  const hash = await sender.sendCalls(calls)
  return { hash, result: undefined, wait: (options) => waitFor(context, hash, options) }
}
