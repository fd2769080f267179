import { SimpleMerkleTree } from '@openzeppelin/merkle-tree'
import fc from 'fast-check'
import { keccak256, toHex } from 'viem/utils'
import { describe, expect, test } from 'vitest'
import { commitmentOf, disclose, isDisclosed, salted } from './commitment.ts'
import { merkleProof, merkleRoot, provesLeaf } from './merkle.ts'

const anyLeaves = fc
  .uniqueArray(fc.nat(), { minLength: 1, maxLength: 40 })
  .map((numbers) => numbers.map((number) => keccak256(toHex(number))))

describe('the tree under a commitment', () => {
  test('has the root of OpenZeppelin’s tree over the same leaves, and its proofs hold there', () => {
    fc.assert(
      fc.property(anyLeaves, fc.nat(), (leaves, pick) => {
        const theirs = SimpleMerkleTree.of(leaves.map((leaf) => leaf))
        // OpenZeppelin hashes a simple tree's leaves once more; the standard double hash is ours to make.
        const inner = leaves.map((leaf) => theirs.leafHash(leaf) as `0x${string}`)
        const leaf = inner[pick % inner.length] as `0x${string}`
        const root = merkleRoot(inner)
        expect(root).toBe(theirs.root)
        const proof = merkleProof(inner, leaf)
        expect(provesLeaf(root, leaf, proof)).toBe(true)
        expect(proof).toEqual(theirs.getProof(leaves[pick % leaves.length] as string))
      }),
    )
  })
})

describe('a commitment to what an applicant said', () => {
  const cells = { income: '48000', purpose: 'car', amount: '5000', term: '36', home: '' }

  test('does not hang on the order of the fields, and tells two with the same words apart by their salts', () => {
    const fields = salted(cells)
    const turned = Object.fromEntries(Object.entries(fields).toReversed())
    expect(commitmentOf(turned)).toBe(commitmentOf(fields))
    expect(commitmentOf(salted(cells))).not.toBe(commitmentOf(fields))
  })

  test('one field can be shown and no other with it', () => {
    const fields = salted(cells)
    const commitment = commitmentOf(fields)
    for (const field of Object.keys(cells)) {
      const shown = disclose(fields, field)
      expect(isDisclosed(commitment, shown)).toBe(true)
      for (const other of Object.values(fields))
        if (other.salt !== shown.salt) expect(JSON.stringify(shown)).not.toContain(other.salt)
    }
  })

  test('a field shown with another word, salt, name or proof is none of it', () => {
    const fields = salted(cells)
    const commitment = commitmentOf(fields)
    const shown = disclose(fields, 'income')
    expect(isDisclosed(commitment, { ...shown, value: '480000' })).toBe(false)
    expect(isDisclosed(commitment, { ...shown, field: 'amount' })).toBe(false)
    expect(isDisclosed(commitment, { ...shown, salt: keccak256('0x') })).toBe(false)
    expect(isDisclosed(commitment, { ...shown, proof: shown.proof.toReversed() })).toBe(false)
    expect(() => disclose(fields, 'shoe')).toThrow('There is no field shoe')
  })
})
