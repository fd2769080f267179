/** What can be wrong with a node, or between it and the rows. */
export type IndexerProblemCode =
  | 'unreachable'
  | 'chainChanged'
  | 'otherDeployment'
  | 'headBehind'
  | 'blockMissing'
  | 'blocksDisagree'
  | 'logsMissing'
  | 'failed'

/** A reason why nothing is written now. The indexer goes on asking, and the problem ends when the node is well again. */
export class IndexerProblem extends Error {
  override readonly name = 'IndexerProblem'
  readonly code: IndexerProblemCode
  constructor(code: IndexerProblemCode, message: string) {
    super(message)
    this.code = code
  }
}
