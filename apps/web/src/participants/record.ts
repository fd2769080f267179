import type { Participant } from '@hurong/sdk/api'
import type { Cell } from '../components/RecordStrip.tsx'

type Counts = Participant['record']['instalments']

/** Instalments by how late they were, in order, each with its mark's name. */
export const buckets = ['onTime', 'late1To30', 'late31To60', 'late61To90', 'late91Plus'] as const
export type Bucket = (typeof buckets)[number]

/** Instalments settled, of all buckets. */
export const settledOf = (counts: Counts): number => buckets.reduce((sum, bucket) => sum + counts[bucket], 0)

/** A bucket's part of all settled instalments, millionths rounded down; 0 where none is settled. */
export function shareOf(counts: Counts, bucket: Bucket): number {
  const all = settledOf(counts)
  return all === 0 ? 0 : Math.floor((counts[bucket] * 1_000_000) / all)
}

/** A loan in one of these has an instalment that did not come: a perfect strip would hide it. */
const unpaid: ReadonlySet<string> = new Set(['late', 'defaulted', 'writtenOff'])

/** One cell per settled instalment of every loan, oldest first; then one for each loan that is late or was never paid. */
export function cellsOf({ history, loans }: Participant): readonly Cell[] {
  return [
    ...history.map(({ onTime }): Cell => (onTime ? 'onTime' : 'paidLate')),
    ...loans.filter(({ status }) => unpaid.has(status)).map((): Cell => 'late'),
  ]
}

/** Figures of a record that are not what another source says of it. */
export function recordDifferences(
  shown: Participant['record'],
  told: Participant['record'],
): readonly string[] {
  const { instalments, ...loans } = shown
  const different = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) =>
    Object.keys(a).filter((key) => Number(a[key]) !== Number(b[key]))
  return [
    ...different(loans, told as unknown as Record<string, unknown>),
    ...different(instalments, told.instalments),
  ]
}
