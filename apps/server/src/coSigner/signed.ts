import type { SignerSet } from '@hurong/sdk/accounts'
import { type Hex, type PublicClient, parseAbi, slice } from 'viem'
import type { OneSignature } from './operation.ts'
import { notAdded, notConfirmed } from './problems.ts'

const abi = parseAbi(['function verify(bytes key, bytes32 hash, bytes signature) view returns (bytes4)'])
/** What a verifier of ERC-7913 says of a good signature. */
const good = '0x024ad318'
const addressLength = 42

/** Whether one signer signed a hash, as the chain would find: an address by its key or by ERC-1271, a key by its verifier. */
const isSigned = async (
  client: PublicClient,
  hash: Hex,
  { signer, signature }: OneSignature,
): Promise<boolean> => {
  try {
    if (signer.length === addressLength) return await client.verifyHash({ address: signer, hash, signature })
    const [address, key] = [slice(signer, 0, 20), slice(signer, 20)]
    const args = [key, hash, signature] as const
    return (await client.readContract({ address, abi, functionName: 'verify', args })) === good
  } catch (error) {
    // A node that does not answer is no signature that is wrong.
    if (/HttpRequestError|TimeoutError/.test(String((error as Error).stack))) throw error
    return false
  }
}

/**
 * Whoever signed must be a factor of the account, and both factors together with the co-signer.
 * @returns the factor.
 * @throws ApiProblem `CoSigningRefused`
 */
export const requireFactor = async (
  client: PublicClient,
  set: SignerSet | undefined,
  coSigner: Hex,
  signatures: readonly OneSignature[],
  hash: Hex,
): Promise<Hex> => {
  const weightOf = (signer: string) =>
    set?.weights[set.signers.findIndex((one) => one.toLowerCase() === signer)] ?? 0n
  if (set === undefined || weightOf(coSigner) === 0n) throw notAdded()
  const distinct = new Set(signatures.map(({ signer }) => signer))
  const weights = signatures.map(({ signer }) => weightOf(signer))
  const factor = signatures.find(({ signer }) => weightOf(signer) >= set.threshold)
  if (
    factor === undefined ||
    distinct.size !== signatures.length ||
    distinct.has(coSigner) ||
    weights.includes(0n)
  )
    throw notConfirmed()
  for (const one of signatures) if (!(await isSigned(client, hash, one))) throw notConfirmed()
  const weight = weights.reduce((sum, its) => sum + its, weightOf(coSigner))
  if (weight < set.secondThreshold) throw notAdded()
  return factor.signer
}
