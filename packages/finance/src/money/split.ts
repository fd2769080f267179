import { divDown } from './divide.ts'

/** The weights of a split were none, negative, or all zero. */
export class WeightsOutOfRange extends RangeError {
  override readonly name = 'WeightsOutOfRange'
  readonly weights: readonly bigint[]
  constructor(weights: readonly bigint[]) {
    super(`Cannot split by the weights [${weights.join(', ')}]: each must be at least 0 and one at least 1.`)
    this.weights = weights
  }
}

/**
 * Splits `total` base units in proportion to `weights`; the shares add up to `total` exactly.
 * Each share is its exact proportion rounded down or up: share `i` is the rounded-down running total up to `i`
 * less that up to `i − 1`, so the odd units spread evenly and no share of weight 0 gets one.
 * @throws WeightsOutOfRange when there is no positive weight or a negative one.
 */
export function split(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((whole, weight) => whole + weight, 0n)
  if (sum <= 0n || weights.some((weight) => weight < 0n)) throw new WeightsOutOfRange(weights)
  let running = 0n
  let given = 0n
  return weights.map((weight) => {
    running += weight
    const upToHere = divDown(total * running, sum)
    const share = upToHere - given
    given = upToHere
    return share
  })
}
