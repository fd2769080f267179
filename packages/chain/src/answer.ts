import type { MinedBlock } from './block.ts'
import type { Clock } from './clock.ts'
import { NodeGoneError, RpcError, rpcCodes } from './errors.ts'
import { atPresent, isRead, rawOf, rawsOf, refusal, secondsOf } from './methods.ts'
import type { RpcRequest } from './rpcClient.ts'
import type { Sequencer } from './sequencer.ts'
import type { Answer } from './server.ts'
import type { Supervisor } from './supervisor.ts'
import type { ChainTime } from './time.ts'

/** So many nodes may die under one read before it fails. */
const attemptsAllowed = 4

type Parts = {
  readonly supervisor: Supervisor
  readonly sequencer: Sequencer
  readonly clock: Clock
  readonly time: ChainTime
  readonly headTimestamp: () => number
  /** Why nobody but `hurong_mine` may change the chain now, as a sentence; undefined while everybody may. */
  readonly closed: () => string | undefined
}

/** Reads from the node, telling nothing of a block that a crash could still undo. */
const read = async ({ supervisor, sequencer }: Parts, request: RpcRequest): Promise<string> => {
  for (let attempt = 1; ; attempt++) {
    const { rpc, epoch } = await supervisor.current()
    try {
      const result = await rpc.text(request.method, request.params)
      await sequencer.settled()
      if (epoch === supervisor.epoch()) return result
    } catch (error) {
      if (!(error instanceof NodeGoneError) || attempt >= attemptsAllowed) throw error
    }
  }
}

const told = ({ number, hash, timestamp, transactions }: MinedBlock): string =>
  JSON.stringify({ number, hash, timestamp, transactions })

/** What anybody sends; `hurong_mine` is for programs that write a whole history. */
const changing = new Set(['eth_sendRawTransaction', 'hurong_setTime', 'hurong_increaseTime'])

/** Answers a call: reads go to the node, what changes the chain through the sequencer, and the rest is refused. */
export const createAnswer = (parts: Parts): Answer => {
  const { sequencer, clock, time, headTimestamp, closed } = parts
  return async (request) => {
    const { method } = request
    const params = Array.isArray(request.params) ? request.params : []
    const reason = changing.has(method) ? closed() : undefined
    if (reason !== undefined) throw new RpcError(rpcCodes.limitExceeded, reason)
    if (method === 'eth_sendRawTransaction') return JSON.stringify(await sequencer.send(rawOf(params[0])))
    if (method === 'hurong_time') return JSON.stringify(time.time())
    if (method === 'hurong_setTime') return told(await time.setTime(secondsOf(params[0], 'timestamp')))
    if (method === 'hurong_increaseTime')
      return told(await time.increaseTime(secondsOf(params[0], 'seconds')))
    if (method === 'hurong_mine') {
      const { timestamp, raws } = (params[0] ?? {}) as { timestamp?: unknown; raws?: unknown }
      return told(await sequencer.mine(secondsOf(timestamp, 'timestamp'), rawsOf(raws)))
    }
    if (!isRead(method)) throw refusal(method)
    return read(parts, atPresent(request, clock, headTimestamp()))
  }
}
