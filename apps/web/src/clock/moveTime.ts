import { addMonths, DAY } from '@hurong/finance'
import type { Platform } from '@hurong/sdk/api'
import { ApiProblem, postApi, ServerUnreachable } from '../api/client.ts'
import { callRpc, rpcUrlOf } from '../chain/rpc.ts'

/** A step of the local chain's clock; `until` in seconds since 1970. */
export type TimeStep = 'day' | 'month' | 'nextDue' | { readonly until: number }

/** Nothing falls due any more, so there is no due date to move to. */
export class NothingFallsDue extends Error {
  override readonly name = 'NothingFallsDue'
}

/** Where a step leads from `now`, seconds. Time never runs backwards. */
export function targetOf(step: Exclude<TimeStep, 'nextDue'>, now: number): number {
  if (step === 'day') return now + DAY
  if (step === 'month') return addMonths(now, 1)
  return Math.max(step.until, now)
}

/** Without the server: time is moved on the chain itself, and nobody tells what falls due next. */
async function moveOnChain(platform: Pick<Platform, 'rpcUrl'>, step: TimeStep): Promise<number> {
  if (step === 'nextDue') throw new NothingFallsDue('Only the server knows every due date.')
  const url = rpcUrlOf(platform)
  const { now } = await callRpc<{ now: number }>(url, 'hurong_time')
  const target = targetOf(step, now)
  await callRpc(url, 'hurong_setTime', [target])
  return target
}

/**
 * Moves the local chain's time forward. The server also lets its keeper do what then falls due before it answers.
 * @returns The time it is then, seconds.
 * @throws NothingFallsDue where there is no due date to come.
 */
export async function moveTime(platform: Pick<Platform, 'rpcUrl'>, step: TimeStep): Promise<number> {
  try {
    const move = typeof step === 'string' ? { by: step } : { to: step.until }
    return (await postApi<{ time: number }>('/demonstration/clock', move)).time
  } catch (error) {
    if (error instanceof ServerUnreachable) return moveOnChain(platform, step)
    if (error instanceof ApiProblem && error.kind === 'NothingFallsDue')
      throw new NothingFallsDue(error.message)
    throw error
  }
}
