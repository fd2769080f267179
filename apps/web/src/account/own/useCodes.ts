import type { CoSignature, SignedOperation } from '@hurong/sdk/api'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, postApi, ServerUnreachable } from '../../api/client.ts'

/** A code that is asked for now. */
export interface AskedCode {
  /** Why the last one was not taken; null at first. */
  readonly problem: unknown
  /** Whether the server looks at one. */
  readonly isBusy: boolean
  readonly give: (code: string) => void
  readonly leave: () => void
}

export interface Codes {
  readonly asked: AskedCode | null
  /** Why the server signs nothing whatever the code; null while it may. */
  readonly refusal: unknown
  /** Forgets the refusal, before another attempt. */
  readonly reset: () => void
  /** Asks for codes until one is taken. @throws HurongError where its owner leaves it, or no code would do. */
  readonly ask: (operation: SignedOperation) => Promise<CoSignature>
}

/** Whether another code, or the same somewhat later, may be taken. */
export const mayTryAgain = (error: unknown): boolean =>
  error instanceof ServerUnreachable ||
  (error instanceof ApiProblem && ['CodeRefused', 'TooManyGuesses'].includes(error.kind))

/** Asks the person for one-time codes and the server for its signature, while an operation waits for it. */
export function useCodes(): Codes {
  const [asked, setAsked] = useState<AskedCode | null>(null)
  const [refusal, setRefusal] = useState<unknown>(null)
  const leave = useRef(() => {})
  // Whoever goes to another page has left it.
  useEffect(() => () => leave.current(), [])

  const nextCode = (problem: unknown) =>
    new Promise<string | null>((resolve) => {
      leave.current = () => resolve(null)
      const give = (code: string) => {
        setAsked({ problem: null, isBusy: true, give: () => {}, leave: () => {} })
        resolve(code)
      }
      setAsked({ problem, isBusy: false, give, leave: leave.current })
    })

  const codeTaken = async (operation: SignedOperation): Promise<CoSignature> => {
    const { HurongError } = await import('@hurong/sdk')
    let problem: unknown = null
    for (;;) {
      const code = await nextCode(problem)
      if (code === null)
        throw new HurongError({
          ...{ name: 'CodeDeclined', kind: 'userRejected' },
          message: 'No code was given.',
        })
      try {
        return await postApi<CoSignature>('/co-signatures', { operation, code })
      } catch (cause) {
        problem = cause
        if (mayTryAgain(cause)) continue
        setRefusal(cause)
        const message = (cause as Error).message
        throw new HurongError({ name: 'CoSignerRefused', kind: 'refused', message, cause })
      }
    }
  }

  return {
    asked,
    refusal,
    reset: () => setRefusal(null),
    ask: async (operation) => {
      try {
        return await codeTaken(operation)
      } finally {
        setAsked(null)
      }
    },
  }
}
