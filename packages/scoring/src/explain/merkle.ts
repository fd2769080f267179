import { concat, keccak256 } from 'viem/utils'

type Hash = `0x${string}`

/** Two nodes as one, in either order: as OpenZeppelin's `MerkleProof` does on the chain. */
const parent = (a: Hash, b: Hash): Hash => keccak256(concat(a < b ? [a, b] : [b, a]))

/** Root first; node i has the children 2i + 1 and 2i + 2; leaves stand sorted, from the end. */
function treeOf(leaves: readonly Hash[]): Hash[] {
  if (leaves.length === 0) throw new RangeError('A commitment to nothing.')
  const sorted = leaves.toSorted()
  const tree: Hash[] = new Array(2 * sorted.length - 1)
  for (const [i, leaf] of sorted.entries()) tree[tree.length - 1 - i] = leaf
  for (let i = sorted.length - 2; i >= 0; i--)
    tree[i] = parent(tree[2 * i + 1] as Hash, tree[2 * i + 2] as Hash)
  return tree
}

/** The root over the leaves, in whatever order they come: that of `@openzeppelin/merkle-tree`. */
export const merkleRoot = (leaves: readonly Hash[]): Hash => treeOf(leaves)[0] as Hash

/** What must be hashed with a leaf, step by step, to reach the root. */
export function merkleProof(leaves: readonly Hash[], leaf: Hash): Hash[] {
  const tree = treeOf(leaves)
  const proof: Hash[] = []
  let node = tree.lastIndexOf(leaf)
  if (node < leaves.length - 1) throw new RangeError('The leaf is not of this tree.')
  while (node > 0) {
    proof.push(tree[node % 2 === 1 ? node + 1 : node - 1] as Hash)
    node = Math.floor((node - 1) / 2)
  }
  return proof
}

export const provesLeaf = (root: Hash, leaf: Hash, proof: readonly Hash[]): boolean =>
  proof.reduce(parent, leaf) === root
