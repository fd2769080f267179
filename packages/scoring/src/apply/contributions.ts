import type { Frame } from '../data/frame.ts'
import type { AdditiveModel } from '../model/types.ts'
import { pairReader } from './pairs.ts'
import { termReader } from './terms.ts'

/**
 * The points of every term, then of every pair, for one row: with the model's intercept they add up to the score.
 * Bound to the frame once, then asked row by row; `into` saves an array for each. Throws `InputMissing`.
 */
export function contributions(
  model: AdditiveModel,
  frame: Frame,
): (row: number, into?: Int32Array) => Int32Array {
  const readers = [
    ...model.terms.map((term) => termReader(term, frame)),
    ...model.pairs.map((pair) => pairReader(model, pair, frame)),
  ]
  return (row, into = new Int32Array(readers.length)) => {
    for (let place = 0; place < readers.length; place++)
      into[place] = (readers[place] as (row: number) => number)(row)
    return into
  }
}
