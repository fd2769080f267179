import {
  type Address,
  decodeAbiParameters,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  numberToHex,
} from 'viem'
import type { PasskeyAccount } from '../accounts/index.ts'
import type { CoSignature, SignedOperation } from '../api/types.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'

const signaturesType = [{ type: 'bytes[]' }, { type: 'bytes[]' }] as const
/** As long as an address's signature, so that an estimate of its gas is not too low. */
const stub: Hex = `0x${'ff'.repeat(65)}`

/** The same calls, asking for both factors. */
const withBothFactors = (callData: Hex): Hex => {
  const { args } = decodeFunctionData({ abi: passkeyAccountAbi, data: callData })
  const [mode, executionData] = args as readonly [Hex, Hex]
  return encodeFunctionData({
    abi: passkeyAccountAbi,
    functionName: 'executeWithBothFactors',
    args: [mode, executionData],
  })
}

const added = (signature: Hex, signer: Hex, its: Hex): Hex => {
  const [signers, signatures] = decodeAbiParameters(signaturesType, signature)
  return encodeAbiParameters(signaturesType, [
    [...signers, signer],
    [...signatures, its],
  ])
}

const carried = [
  ...['nonce', 'callData', 'callGasLimit', 'verificationGasLimit', 'preVerificationGas', 'maxFeePerGas'],
  ...['maxPriorityFeePerGas', 'paymaster', 'paymasterVerificationGasLimit', 'paymasterPostOpGasLimit'],
  'paymasterData',
] as const

/** What is asked to be signed together, as JSON has it. */
const toJson = (
  sender: Address,
  signature: Hex,
  operation: Readonly<Record<string, unknown>>,
): SignedOperation => {
  const fields = carried.flatMap((name) => {
    const value = operation[name]
    if (value === undefined || value === null) return []
    return [[name, typeof value === 'bigint' ? numberToHex(value) : String(value).toLowerCase()]]
  })
  return { ...Object.fromEntries(fields), sender: sender.toLowerCase(), signature: signature.toLowerCase() }
}

/**
 * An account whose operations a co-signer signs too, so that one passkey and what the co-signer asks for are both factors.
 * @param account Opened with a passkey alone, which is asked first.
 * @param coSigner As the platform tells it, and added to the account's signers.
 * @param ask Brings the operation to the co-signer with what it asks for, such as a one-time code: `POST /api/v1/co-signatures`.
 */
export const coSigned = (
  account: PasskeyAccount,
  coSigner: Address,
  ask: (operation: SignedOperation) => Promise<CoSignature>,
): PasskeyAccount => ({
  ...account,
  encodeCalls: async (calls) => withBothFactors(await account.encodeCalls(calls)),
  getStubSignature: async (parameters) => added(await account.getStubSignature(parameters), coSigner, stub),
  signUserOperation: async (parameters) => {
    const signature = await account.signUserOperation(parameters)
    const answer = await ask(toJson(account.address, signature, parameters))
    return added(signature, answer.signer as Hex, answer.signature as Hex)
  },
})
