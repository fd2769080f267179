import { dueAtVectors, instalmentVectors, interestVectors, powRayVectors } from './arithmetic.ts'
import { type Columns, textOf } from './columns.ts'
import { scheduleVectors } from './schedule.ts'
import { sequenceVectors } from './sequences.ts'
import { shareVectors } from './share.ts'

const FILES: Record<string, () => Columns> = {
  'due-at.json': dueAtVectors,
  'pow-ray.json': powRayVectors,
  'instalment.json': instalmentVectors,
  'interest.json': interestVectors,
  'schedule.json': scheduleVectors,
  'sequences-1.json': () => sequenceVectors(7),
  'sequences-2.json': () => sequenceVectors(8),
  'share.json': shareVectors,
}

/** Every file of vectors by name, as text. Always the same. */
export const vectorFiles = (): Map<string, string> =>
  new Map(Object.entries(FILES).map(([name, columns]) => [name, textOf(columns())]))

/** Where the vectors lie: beside the contract tests, which read them. */
export const VECTORS_FOLDER = new URL('../../../../contracts/test/vectors/', import.meta.url)
