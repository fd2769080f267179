import { encodeAbiParameters, keccak256, toHex } from 'viem/utils'
import { merkleProof, merkleRoot, provesLeaf } from './merkle.ts'

type Hash = `0x${string}`

/** What was said in one field of an application, and the secret that keeps others from guessing it from its leaf. */
export type SaltedField = { readonly value: string; readonly salt: Hash }
export type SaltedFields = Readonly<Record<string, SaltedField>>

/** One field shown to somebody who knows the commitment and nothing else. */
export type Disclosure = SaltedField & { readonly field: string; readonly proof: readonly Hash[] }

const FIELD = [{ type: 'string' }, { type: 'string' }, { type: 'bytes32' }] as const

/** Hashed twice, as OpenZeppelin's standard trees do, so that no inner node of a tree passes for a leaf. */
const leafOf = (field: string, { value, salt }: SaltedField): Hash =>
  keccak256(keccak256(encodeAbiParameters(FIELD, [field, value, salt])))

const leavesOf = (fields: SaltedFields): Hash[] =>
  Object.entries(fields).map(([field, salted]) => leafOf(field, salted))

/** One hash for all fields: it fixes what was said, and tells nothing of it. */
export const commitmentOf = (fields: SaltedFields): Hash => merkleRoot(leavesOf(fields))

/** Gives every field a salt of its own, 32 random bytes. Whoever has the salts can show what was said: keep them. */
export const salted = (cells: Readonly<Record<string, string>>): SaltedFields =>
  Object.fromEntries(
    Object.entries(cells).map(([field, value]) => [
      field,
      { value, salt: toHex(crypto.getRandomValues(new Uint8Array(32))) },
    ]),
  )

/** One field with what proves that the commitment contains it. */
export function disclose(fields: SaltedFields, field: string): Disclosure {
  const shown = fields[field]
  if (!shown) throw new RangeError(`There is no field ${field} in the application.`)
  return { field, ...shown, proof: merkleProof(leavesOf(fields), leafOf(field, shown)) }
}

/** Whether the commitment contains the field as shown. */
export const isDisclosed = (commitment: Hash, { field, value, salt, proof }: Disclosure): boolean =>
  provesLeaf(commitment, leafOf(field, { value, salt }), proof)
