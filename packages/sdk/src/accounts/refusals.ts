import { decodeErrorResult, type Hex } from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import { decodeRevert, HurongError, revertData, toHurongError } from '../errors/index.ts'

/** JSON-RPC codes by which a bundler says no (ERC-7769). */
const [leastCode, greatestCode] = [-32_599, -32_500]

const refusedByEntryPoint = (data: Hex): { reason: string; inner?: Hex } | undefined => {
  try {
    const { errorName, args } = decodeErrorResult({ abi: entryPoint08Abi, data })
    if (errorName === 'FailedOp') return { reason: args[1] }
    return errorName === 'FailedOpWithRevert' ? { reason: args[1], inner: args[2] } : undefined
  } catch {
    return undefined
  }
}

const bundlerCode = (error: unknown): number | undefined => {
  let current = error as { code?: unknown; cause?: unknown } | undefined
  for (let depth = 0; depth < 16 && typeof current === 'object' && current !== null; depth++) {
    const { code } = current
    if (typeof code === 'number' && code >= leastCode && code <= greatestCode) return code
    current = current.cause as typeof current
  }
  return undefined
}

/** Whether a bundler said that it does not take an operation, or took it and dropped it again. */
export const wasRefused = (error: unknown): boolean => bundlerCode(error) !== undefined

/**
 * Turns what an EntryPoint, a bundler or a client threw into a `HurongError`: a contract's own error where one stands behind
 * it, `OperationRefused` with the reason where the operation was not taken.
 */
export const toOperationError = (error: unknown): HurongError => {
  const data = revertData(error)
  const refused = data === undefined ? undefined : refusedByEntryPoint(data)
  const inner = refused?.inner === undefined ? undefined : decodeRevert(refused.inner, error)
  if (inner) return inner
  const known = data === undefined ? undefined : decodeRevert(data, error)
  if (known) return known
  const code = bundlerCode(error)
  if (refused === undefined && code === undefined) return toHurongError(error, { sending: true })
  const reason = refused?.reason ?? (error as { details?: string }).details ?? ''
  const message = `The operation was not taken: ${reason}`
  return new HurongError({
    name: 'OperationRefused',
    kind: 'refused',
    message,
    args: { reason },
    cause: error,
  })
}
