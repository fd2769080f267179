import { p256 } from '@noble/curves/nist.js'
import { fromHex, toHex } from './bytes.ts'
import type { PasskeyAnswer } from './ceremony.ts'

type Hex = `0x${string}`

const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/**
 * The public keys an answer can come from: a signature tells its key but for one of two, so no server has to keep it.
 * @returns points of 64 bytes, x before y.
 * @throws Error where the signature is malformed.
 */
export async function keysBehind({
  authenticatorData,
  clientDataJSON,
  signature,
}: Pick<PasskeyAnswer, 'authenticatorData' | 'clientDataJSON' | 'signature'>): Promise<readonly Hex[]> {
  const data = fromHex(authenticatorData)
  const client = await sha256(new TextEncoder().encode(clientDataJSON))
  const signed = new Uint8Array(data.length + client.length)
  signed.set(data)
  signed.set(client, data.length)
  const hash = await sha256(signed)
  const plain = p256.Signature.fromDER(fromHex(signature))
  return [0, 1].flatMap((bit) => {
    try {
      return [toHex(plain.addRecoveryBit(bit).recoverPublicKey(hash).toRawBytes(false).slice(1))]
    } catch {
      return []
    }
  })
}
