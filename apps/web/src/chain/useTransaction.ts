import type { Hurong, Sent } from '@hurong/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Acting, useActing } from '../account/acting.ts'
import { knownPlatform } from './rpc.ts'
import type { ServerCarrier } from './serverCarrier.ts'
import { mayStart, stateAfter, type TxState } from './txState.ts'

/** Milliseconds between two looks for an outcome nobody knows yet. */
const lookAgainAfter = 2_000

/** All steps as one, for an account that can: done together or not at all, and confirmed once. */
async function together({ context }: Hurong, steps: readonly Step[]): Promise<Sent> {
  const sdk = await import('@hurong/sdk')
  return sdk.together(context, async (gathering) => {
    for (const step of steps) await step(sdk.createHurong(gathering))
  })
}

/** What to do on the chain: the SDK tries it out, then has it signed and sent. */
export type Step = (hurong: Hurong) => Promise<Sent>

export interface Transaction {
  readonly state: TxState
  /** Does the steps one after the other; an earlier one that fails stops the rest. */
  readonly run: (...steps: readonly Step[]) => Promise<TxState>
  readonly reset: () => void
}

/**
 * Sends transactions of the acting account and tells where they stand. When one is done, everything on screen is read
 * again. An unknown outcome is looked up until it is known.
 * @param as Who acts instead: the same account with a second factor, or whoever carries for somebody else.
 */
export function useTransaction(as?: Acting | ServerCarrier | null): Transaction {
  const [state, setState] = useState<TxState>({ step: 'idle' })
  const chosen = useActing()
  const acting = as ?? chosen
  const client = useQueryClient()
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  const tell = useCallback((next: TxState) => {
    if (alive.current) setState(next)
    return next
  }, [])

  const settle = useCallback(
    async (hurong: Hurong, hash: `0x${string}`): Promise<TxState> => {
      for (;;) {
        try {
          const { receipt } = await hurong.waitFor(hash)
          void client.invalidateQueries()
          return tell({ step: 'done', hash, block: Number(receipt.blockNumber) })
        } catch (error) {
          const next = tell(stateAfter(error))
          if (next.step !== 'unknown' || !alive.current) return next
          await new Promise((resolve) => setTimeout(resolve, lookAgainAfter))
        }
      }
    },
    [client, tell],
  )

  const run = useCallback(
    async (...steps: readonly Step[]): Promise<TxState> => {
      const platform = knownPlatform()
      if (!platform || !acting)
        return tell({
          step: 'failed',
          reason: { name: 'NoWallet', kind: 'wallet', args: {} },
          hash: undefined,
        })
      tell({ step: 'checking' })
      let last: TxState = { step: 'idle' }
      try {
        const { connectToWrite } = await import('./connect.ts')
        const hurong = await connectToWrite(
          platform,
          acting,
          () => tell({ step: 'sign' }),
          () => tell({ step: 'sending' }),
        )
        if (hurong.context.sender && steps.length > 1) {
          const { hash } = await together(hurong, steps)
          return await settle(hurong, hash)
        }
        for (const step of steps) {
          tell({ step: 'checking' })
          const { hash } = await step(hurong)
          tell({ step: 'pending', hash })
          last = await settle(hurong, hash)
          if (last.step !== 'done') return last
        }
        return last
      } catch (error) {
        return tell(stateAfter(error))
      }
    },
    [acting, settle, tell],
  )

  const reset = useCallback(() => setState((now) => (mayStart(now) ? { step: 'idle' } : now)), [])
  return { state, run, reset }
}
