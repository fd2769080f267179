import type { CoSignature, SignedOperation } from '@hurong/sdk/api'
import type { Hex } from 'viem'
import { entryPoint08Abi, getUserOperationHash } from 'viem/account-abstraction'
import { useCode } from '../sessions/codes.ts'
import { signersOf } from '../sessions/owner.ts'
import type { Sessions } from '../sessions/service.ts'
import { readOperation, readSignatures } from './operation.ts'
import { notNext } from './problems.ts'
import { requireFactor } from './signed.ts'

/**
 * The operator's co-signer: a key that owners may add to who confirms for them, with a weight that alone is nothing. It signs the
 * hash of an operation that a factor of its account signed already, for a one-time code of that account, and nothing else ever.
 */
export interface CoSigner {
  /** Lower case. */
  readonly address: Hex
  /** @throws ApiProblem `CoSigningRefused`, `CodeRefused`, `CodesOff` or `TooManyGuesses` */
  readonly coSign: (given: SignedOperation, code: string) => Promise<CoSignature>
}

/** @returns undefined where there is no key for it, or nobody signs in. */
export const openCoSigner = (sessions: Sessions | undefined): CoSigner | undefined => {
  if (sessions?.coSigner === undefined) return undefined
  const { client, contracts, chainId, coSigner } = sessions
  const { entryPoint } = contracts
  const address = coSigner.address.toLowerCase() as Hex
  return {
    address,
    coSign: async (given, code) => {
      const operation = readOperation(given)
      const signatures = readSignatures(operation.signature)
      const hash = getUserOperationHash({
        ...{ chainId, entryPointAddress: entryPoint, entryPointVersion: '0.8' },
        userOperation: operation,
      })
      const account = operation.sender
      const [set, nonce] = await Promise.all([
        signersOf(client, account),
        client.readContract({
          ...{ address: entryPoint, abi: entryPoint08Abi, functionName: 'getNonce' },
          args: [account, operation.nonce >> 64n],
        }),
      ])
      // Who does not hold the device learns nothing of codes: they are looked at last.
      const factor = await requireFactor(client, set, address, signatures, hash)
      if (nonce !== operation.nonce) throw notNext()
      await useCode(sessions, { account, factor }, code)
      return { signer: address, signature: await coSigner.sign({ hash }) }
    },
  }
}
