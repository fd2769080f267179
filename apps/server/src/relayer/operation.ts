import { z } from '@hono/zod-openapi'
import { divUp } from '@hurong/finance'
import type { AccountContracts } from '@hurong/sdk/accounts'
import { type Address, encodeFunctionData, type Hex, numberToHex, size } from 'viem'
import {
  entryPoint08Abi,
  getUserOperationHash,
  toPackedUserOperation,
  type UserOperation,
} from 'viem/account-abstraction'
import { invalid } from './refusal.ts'
import type { RelayerLimits } from './settings.ts'

const bytes = z
  .string()
  .regex(/^0x([0-9a-fA-F]{2})*$/, 'is not hexadecimal bytes')
  .transform((text) => text.toLowerCase() as Hex)
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'is not an address')
  .transform((text) => text.toLowerCase() as Address)
const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/, 'is not a hexadecimal quantity')
  .transform(BigInt)

const Shape = z.object({
  sender: address,
  nonce: quantity,
  factory: address.nullish(),
  factoryData: bytes.nullish(),
  callData: bytes,
  callGasLimit: quantity,
  verificationGasLimit: quantity,
  preVerificationGas: quantity,
  maxFeePerGas: quantity,
  maxPriorityFeePerGas: quantity,
  signature: bytes,
})

/** What an estimate is asked for lacks what it is to find out. */
const Unestimated = Shape.extend({
  callGasLimit: quantity.default(0n),
  verificationGasLimit: quantity.default(0n),
  preVerificationGas: quantity.default(0n),
  maxFeePerGas: quantity.default(0n),
  maxPriorityFeePerGas: quantity.default(0n),
})

export type Operation = UserOperation<'0.8'>

const notTaken = [
  'paymaster',
  'paymasterData',
  'paymasterVerificationGasLimit',
  'paymasterPostOpGasLimit',
] as const

/**
 * Reads an operation as JSON-RPC carries it.
 * @throws Refused for a field that is wrong, or that is not taken here.
 */
export const readOperation = (given: unknown, { estimating = false } = {}): Operation => {
  const result = (estimating ? Unestimated : Shape).safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    const where = issue?.path.join('.') || 'It'
    throw invalid(`The operation is not understood: ${where} ${issue?.message ?? 'is wrong'}.`)
  }
  const { factory, factoryData, ...operation } = result.data
  const fields = given as Record<string, unknown>
  const paid = notTaken.find((name) => fields[name] !== undefined && fields[name] !== null)
  if (paid !== undefined) throw invalid(`Leave ${paid} out: the relayer pays, and takes no paymaster.`)
  if (fields.eip7702Auth !== undefined && fields.eip7702Auth !== null)
    throw invalid('Leave eip7702Auth out: only accounts of the platform’s factory are served.')
  if ('initCode' in fields || 'paymasterAndData' in fields)
    throw invalid(
      'The operation is packed or of an earlier EntryPoint. Send it unpacked, for EntryPoint 0.8.',
    )
  if (operation.maxFeePerGas !== 0n || operation.maxPriorityFeePerGas !== 0n)
    throw invalid(
      'Sign the operation with maxFeePerGas 0 and maxPriorityFeePerGas 0: the relayer pays its own gas, and takes nothing.',
    )
  if (factory === undefined || factory === null) {
    if ((factoryData ?? '0x') !== '0x') throw invalid('The operation has factoryData and no factory.')
    return operation as Operation
  }
  return { ...operation, factory, factoryData: factoryData ?? '0x' } as Operation
}

/** @throws Refused for an operation that is larger than is taken here. */
export const requireWithin = (operation: Operation, limits: RelayerLimits): void => {
  const { callData, factoryData = '0x', signature, verificationGasLimit, callGasLimit } = operation
  const sizes = { callData, factoryData, signature }
  for (const name of ['callData', 'factoryData', 'signature'] as const)
    if (size(sizes[name]) > limits[name])
      throw invalid(`${name} has ${size(sizes[name])} bytes; ${limits[name]} are taken.`)
  if (verificationGasLimit > limits.verificationGas)
    throw invalid(
      `verificationGasLimit is ${verificationGasLimit}; ${limits.verificationGas} is the most taken.`,
    )
  if (callGasLimit > limits.callGas)
    throw invalid(`callGasLimit is ${callGasLimit}; ${limits.callGas} is the most taken.`)
}

/** The same operation as JSON-RPC carries it. */
export const toRpc = (operation: Operation): Record<string, string> =>
  Object.fromEntries(
    Object.entries(operation)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'bigint' ? numberToHex(value) : String(value)]),
  )

export const hashOf = (operation: Operation, { entryPoint }: AccountContracts, chainId: number): Hex =>
  getUserOperationHash({
    chainId,
    entryPointAddress: entryPoint,
    entryPointVersion: '0.8',
    userOperation: operation,
  })

/** The call that brings operations, all or none of them. */
export const handleOps = (operations: readonly Operation[], beneficiary: Address): Hex =>
  encodeFunctionData({
    abi: entryPoint08Abi,
    functionName: 'handleOps',
    args: [operations.map((operation) => toPackedUserOperation(operation)), beneficiary],
  })

/** Words of an operation in the call's data, and gas the EntryPoint itself uses for one; both rather too much. */
const [fixedBytes, ownGas, gasOfByte] = [700, 90_000n, 40n]

/**
 * What a transaction must have for an operation so that no lack of it can fail: its limits, a 63rd more because a call passes on 63
 * of 64 parts, and its data.
 */
export const gasOf = ({
  callData,
  factoryData = '0x',
  signature,
  verificationGasLimit,
  callGasLimit,
}: Operation): bigint => {
  const limits = verificationGasLimit + callGasLimit + ownGas
  const data = BigInt(fixedBytes + size(callData) + size(factoryData) + size(signature))
  return limits + divUp(limits, 63n) + data * gasOfByte
}

/** What a transaction has beside its operations. */
export const gasOfTransaction = 60_000n
