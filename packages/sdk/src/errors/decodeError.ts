import type { Hex } from 'viem'
import {
  BaseError,
  decodeErrorResult,
  HttpRequestError,
  InsufficientFundsError,
  isHex,
  TimeoutError,
  UserRejectedRequestError,
  WebSocketRequestError,
} from 'viem'
import { contractErrorAbi } from '../abi/errors.ts'
import { HurongError } from './hurongError.ts'

const causes = function* (error: unknown): Generator<Record<string, unknown>> {
  let current = error
  for (let depth = 0; depth < 16 && typeof current === 'object' && current !== null; depth++) {
    yield current as Record<string, unknown>
    current = (current as { cause?: unknown }).cause
  }
}

/** Revert data somewhere in the chain of causes: clients and nodes put it into different places. */
export const revertData = (error: unknown): Hex | undefined => {
  for (const cause of causes(error))
    for (const value of [cause.raw, cause.data, (cause.data as { data?: unknown } | undefined)?.data])
      if (isHex(value) && value.length >= 10) return value
  return undefined
}

const sentence = (name: string, args: Record<string, unknown>): string => {
  const figures = Object.entries(args).map(([key, value]) => `${key} ${String(value)}`)
  return figures.length === 0 ? `${name}.` : `${name}: ${figures.join(', ')}.`
}

/**
 * Decodes revert data into a custom error of any contract.
 * @returns undefined if no contract has an error with this selector.
 */
export const decodeRevert = (data: Hex, cause?: unknown, hash?: Hex): HurongError | undefined => {
  try {
    const { abiItem, args, errorName } = decodeErrorResult({ abi: contractErrorAbi, data })
    const inputs = 'inputs' in abiItem ? abiItem.inputs : []
    const named = Object.fromEntries(
      inputs.map((input, index) => [
        input.name || String(index),
        (args as readonly unknown[] | undefined)?.[index],
      ]),
    )
    const message = sentence(errorName, named)
    return new HurongError({ name: errorName, kind: 'contract', message, args: named, cause, hash })
  } catch {
    return undefined
  }
}

const isReverted = (error: unknown): boolean => {
  for (const cause of causes(error))
    if (
      cause.name === 'ContractFunctionRevertedError' ||
      cause.name === 'ExecutionRevertedError' ||
      cause.code === 3
    )
      return true
  return false
}

const unreachable = (error: unknown): boolean => {
  for (const cause of causes(error))
    if (
      cause instanceof TimeoutError ||
      cause instanceof WebSocketRequestError ||
      // A node's answer with a status is an answer; without one nobody answered.
      (cause instanceof HttpRequestError && (cause.status === undefined || cause.status >= 500)) ||
      (cause instanceof TypeError && /fetch/i.test(String(cause.message)))
    )
      return true
  return false
}

const rejected = (error: unknown): boolean => {
  for (const cause of causes(error))
    if (cause instanceof UserRejectedRequestError || cause.code === 4001 || cause.code === 'ACTION_REJECTED')
      return true
  return false
}

const poor = (error: unknown): boolean => {
  for (const cause of causes(error))
    if (cause instanceof InsufficientFundsError || /insufficient funds/i.test(String(cause.details ?? '')))
      return true
  return false
}

/**
 * Turns whatever viem, a wallet or a node threw into a `HurongError`.
 * @param sending Whether a transaction may have left when it was thrown; then a lost connection is an unknown outcome.
 */
export const toHurongError = (
  error: unknown,
  { sending = false, hash }: { sending?: boolean; hash?: Hex } = {},
) => {
  if (error instanceof HurongError) return error
  const short =
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error)
  const make = (name: string, kind: HurongError['kind'], message = short) =>
    new HurongError({ name, kind, message, cause: error, hash })
  if (rejected(error)) return make('UserRejected', 'userRejected', 'The request was declined in the wallet.')
  const data = revertData(error)
  const decoded = data === undefined ? undefined : decodeRevert(data, error, hash)
  if (decoded !== undefined) return decoded
  if (poor(error))
    return make(
      'InsufficientGasMoney',
      'insufficientGasMoney',
      'The account cannot pay the fee of the network.',
    )
  if (unreachable(error))
    return sending
      ? make(
          'OutcomeUnknown',
          'unknownOutcome',
          'The connection broke while sending: it may have been done or not.',
        )
      : make('ChainUnreachable', 'unreachable', 'The chain did not answer.')
  if (isReverted(error)) return make('RevertedWithoutReason', 'contract')
  for (const cause of causes(error)) {
    if (cause.name === 'ChainMismatchError' || cause.name === 'SwitchChainError')
      return make('WrongChain', 'wallet')
    if (cause.name === 'AccountNotFoundError') return make('NoWallet', 'wallet')
  }
  return make('Unexpected', 'other')
}
