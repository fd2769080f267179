import type { MinedBlock } from './block.ts'
import type { Clock } from './clock.ts'
import { RpcError, rpcCodes } from './errors.ts'
import type { Sequencer } from './sequencer.ts'

/** The chain's time and how to move it forward; it goes on from there, and a restart keeps it. */
export type ChainTime = {
  /** Seconds since 1970 on the chain now, and by how many it is ahead of the machine. */
  time(): { now: number; offset: number }
  /** Mines a block at this second. @throws RpcError if it lies in the past. */
  setTime(timestamp: number): Promise<MinedBlock>
  /** Mines a block so many seconds from now. */
  increaseTime(seconds: number): Promise<MinedBlock>
}

export const createTime = (clock: Clock, sequencer: Sequencer): ChainTime => ({
  time: () => ({ now: clock.now(), offset: clock.offset() }),
  setTime(timestamp) {
    if (timestamp < clock.now()) {
      const message = `Time runs forward only: it is ${clock.now()}, and ${timestamp} was asked for.`
      return Promise.reject(new RpcError(rpcCodes.invalidParams, message))
    }
    return sequencer.mine(timestamp, [])
  },
  increaseTime: (seconds) => sequencer.mine(clock.now() + seconds, []),
})
