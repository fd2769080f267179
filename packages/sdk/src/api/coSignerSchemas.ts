import { z } from 'zod'
import { Address } from './marketSchemas.ts'
import { OneTimeCode } from './sessionSchemas.ts'

const hex = (digits: string) => z.string().regex(new RegExp(`^0x${digits}$`), 'is no hex of this kind')
const Quantity = hex('[0-9a-f]{1,64}')
const Bytes = hex('([0-9a-f]{2}){0,16384}')

/** An operation as JSON-RPC carries it (ERC-7769), of an account that is made, signed by a factor of it. */
export const SignedOperation = z
  .object({
    sender: Address,
    nonce: Quantity,
    callData: Bytes,
    callGasLimit: Quantity,
    verificationGasLimit: Quantity,
    preVerificationGas: Quantity,
    maxFeePerGas: Quantity,
    maxPriorityFeePerGas: Quantity,
    paymaster: Address.optional(),
    paymasterVerificationGasLimit: Quantity.optional(),
    paymasterPostOpGasLimit: Quantity.optional(),
    paymasterData: Bytes.optional(),
    signature: Bytes,
  })
  .strict()

export const CoSignatureRequest = z.object({ operation: SignedOperation, code: OneTimeCode }).strict()
/** Goes into the operation's signature beside the factor's. */
export const CoSignature = z.object({ signer: Address, signature: hex('[0-9a-f]{130}') })
