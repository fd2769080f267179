import type { Hurong } from '@hurong/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Acting, useActing } from '../account/acting.ts'
import { knownPlatform } from './rpc.ts'
import { withWanted } from './secondWanted.ts'
import type { ServerCarrier } from './serverCarrier.ts'
import { type Step, together } from './steps.ts'
import { mayStart, type Reason, type SecondWanted, type Stage, stateAfter, type TxState } from './txState.ts'

export type { Step } from './steps.ts'

/** Milliseconds between two looks for an outcome nobody knows yet. */
const lookAgainAfter = 2_000

export interface Transaction {
  readonly state: TxState
  /** Does the steps one after the other; an earlier one that fails stops the rest. */
  readonly run: (...steps: readonly Step[]) => Promise<TxState>
  readonly reset: () => void
}

/** The way to do the same with a second confirmation, where one is wanted. */
const wanting =
  (
    acting: SecondWanted['acting'],
    steps: readonly Step[],
    attempt: (by: Acting, steps: readonly Step[], wanted: SecondWanted) => unknown,
  ) =>
  (reason: Reason): SecondWanted => {
    const wanted: SecondWanted = {
      ...{ reason, acting, steps },
      confirm: (second) => void attempt({ ...acting, second }, steps, wanted),
    }
    return wanted
  }

/**
 * Sends transactions of the acting account and tells where they stand. When one is done, everything on screen is read
 * again. An unknown outcome is looked up until it is known. What an account refuses for want of a second confirmation can be done
 * again with one: the state tells how.
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
    async (hurong: Hurong, hash: `0x${string}`, say: (stage: Stage) => TxState): Promise<TxState> => {
      for (;;) {
        try {
          const { receipt } = await hurong.waitFor(hash)
          void client.invalidateQueries()
          return say({ step: 'done', hash, block: Number(receipt.blockNumber) })
        } catch (error) {
          const next = say(stateAfter(error))
          if (next.step !== 'unknown' || !alive.current) return next
          await new Promise((resolve) => setTimeout(resolve, lookAgainAfter))
        }
      }
    },
    [client],
  )

  const attempt = useCallback(
    async (
      by: Acting | ServerCarrier | null,
      steps: readonly Step[],
      wanted?: SecondWanted,
    ): Promise<TxState> => {
      const want = by?.kind === 'passkey' && !by.second ? wanting(by, steps, attempt) : undefined
      const say = (stage: Stage) => tell(withWanted(stage, wanted, want))
      const platform = knownPlatform()
      if (!platform || !by)
        return say({
          step: 'failed',
          reason: { name: 'NoWallet', kind: 'wallet', args: {} },
          hash: undefined,
        })
      say({ step: 'checking' })
      let last: TxState = { step: 'idle' }
      try {
        const { connectToWrite } = await import('./connect.ts')
        const hurong = await connectToWrite(
          platform,
          by,
          () => say({ step: 'sign' }),
          () => say({ step: 'sending' }),
        )
        if (hurong.context.sender && steps.length > 1) {
          const { hash } = await together(hurong, steps)
          return await settle(hurong, hash, say)
        }
        for (const step of steps) {
          say({ step: 'checking' })
          const { hash } = await step(hurong)
          say({ step: 'pending', hash })
          last = await settle(hurong, hash, say)
          if (last.step !== 'done') return last
        }
        return last
      } catch (error) {
        return say(stateAfter(error))
      }
    },
    [settle, tell],
  )

  const run = useCallback((...steps: readonly Step[]) => attempt(acting, steps), [acting, attempt])
  const reset = useCallback(() => setState((now) => (mayStart(now) ? { step: 'idle' } : now)), [])
  return { state, run, reset }
}
