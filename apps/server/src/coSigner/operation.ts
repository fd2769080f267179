import type { SignedOperation } from '@hurong/sdk/api'
import { decodeAbiParameters, decodeFunctionData, type Hex, hexToBigInt, parseAbi } from 'viem'
import type { UserOperation } from 'viem/account-abstraction'
import { notBoth, notConfirmed } from './problems.ts'

const abi = parseAbi(['function executeWithBothFactors(bytes32 mode, bytes executionData)'])

/** The operation as viem hashes it. @throws ApiProblem `CoSigningRefused` for one that does not ask for both factors. */
export const readOperation = (given: SignedOperation): UserOperation<'0.8'> => {
  try {
    decodeFunctionData({ abi, data: given.callData as Hex })
  } catch {
    throw notBoth()
  }
  const quantities = Object.entries(given).map(([name, value]) => [
    name,
    /^(nonce|.*Gas.*)$/.test(name) ? hexToBigInt(value as Hex) : value,
  ])
  return Object.fromEntries(quantities) as UserOperation<'0.8'>
}

export interface OneSignature {
  readonly signer: Hex
  readonly signature: Hex
}

/** Who signed an operation, as the account reads it. @throws ApiProblem `CoSigningRefused` where it is not signed at all. */
export const readSignatures = (signature: Hex): OneSignature[] => {
  try {
    const [signers, signatures] = decodeAbiParameters([{ type: 'bytes[]' }, { type: 'bytes[]' }], signature)
    if (signers.length === 0 || signers.length !== signatures.length) throw notConfirmed()
    return signers.map((signer, i) => ({
      signer: signer.toLowerCase() as Hex,
      signature: signatures[i] as Hex,
    }))
  } catch {
    throw notConfirmed()
  }
}
