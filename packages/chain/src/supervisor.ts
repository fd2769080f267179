import { ChainError } from './errors.ts'
import type { ChainNode } from './node.ts'
import type { RpcClient } from './rpcClient.ts'

const restartsAllowed = 5
const restartWindow = 60_000

/** The node that is up now; `epoch` grows with every node, so that an answer can be told to come from an earlier one. */
export type Connected = { readonly rpc: RpcClient; readonly epoch: number }

/** Keeps a node up: when one dies, the next is restored from what is on the disk. */
export type Supervisor = {
  /** Waits until a node is up. @throws ChainError once the supervisor has given up. */
  current(): Promise<Connected>
  /** The epoch now; differs from an answer's epoch if that node is gone. */
  epoch(): number
  /** Gives the node of this epoch up, because it may hold what the disk does not; one gone already is let be. */
  discard(epoch: number): void
  close(): Promise<void>
}

/**
 * @param restore makes a node that holds what the journal holds; never called twice at once.
 * @param failed told once, if nodes keep dying or one cannot be restored.
 */
export const superviseNode = async (
  restore: () => Promise<ChainNode>,
  failed: (error: Error) => void,
  log: (line: string) => void,
): Promise<Supervisor> => {
  let node = await restore()
  let epoch = 1
  let closing = false
  let up: Promise<void> = Promise.resolve()
  const deaths: number[] = []

  const watch = (watched: ChainNode): void => {
    const watchedEpoch = epoch
    void watched.exited.then((reason) => {
      if (!closing && watchedEpoch === epoch) bringUp(`node ${watched.pid} ended (${reason})`)
    })
  }

  const bringUp = (why: string): void => {
    epoch++
    const now = Date.now()
    deaths.push(now)
    const recent = deaths.filter((at) => now - at < restartWindow).length
    const dead = node
    up = (async () => {
      await dead.stop()
      if (recent > restartsAllowed)
        throw new ChainError(`The chain's node ended ${recent} times within a minute: ${why}.`)
      log(`chain: ${why}; restoring it from the journal`)
      node = await restore()
      if (closing) await node.stop()
      else watch(node)
      log(`chain: the node is back as ${node.pid}`)
    })()
    up.catch((error: Error) => {
      if (!closing) failed(error)
    })
  }

  watch(node)
  return {
    async current() {
      // The node may die again while one waits for it.
      for (let seen = -1; seen !== epoch; ) {
        seen = epoch
        await up
      }
      return { rpc: node.rpc, epoch }
    },
    epoch: () => epoch,
    discard(given) {
      if (!closing && given === epoch) bringUp(`node ${node.pid} was given up`)
    },
    async close() {
      closing = true
      await up.catch(() => undefined)
      await node.stop()
    },
  }
}
