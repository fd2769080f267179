import type { Participant } from '@hurong/sdk/api'
import type { Cell } from '../components/RecordStrip.tsx'

type Counts = Participant['record']['instalments']

/** Instalments by how late they were, in order, each with its mark's name. */
export const buckets = ['onTime', 'late1To30', 'late31To60', 'late61To90', 'late91Plus'] as const
export type Bucket = (typeof buckets)[number]

/** Instalments settled, of all buckets. */
export const settledOf = (counts: Counts): number => buckets.reduce((sum, bucket) => sum + counts[bucket], 0)

/** A part of all instalments that fell due, settled or not, millionths rounded down; 0 where none did. */
export const shareOf = (part: number, due: number): number =>
  due === 0 ? 0 : Math.floor((part * 1_000_000) / due)

/** The most days an instalment has been due and unpaid; 0 where none is. */
export const longestUnpaid = (unpaid: Participant['unpaid']): number =>
  unpaid.reduce((most, { daysLate }) => Math.max(most, daysLate), 0)

/** Loans in default of which something is still owed. */
export const inDefaultOf = ({ loans }: Pick<Participant, 'loans'>): number =>
  loans.filter(({ status }) => status === 'defaulted' || status === 'writtenOff').length

/** One cell per settled instalment of every loan, oldest first; then one for each that is due and unpaid. */
export const cellsOf = ({ history, unpaid }: Pick<Participant, 'history' | 'unpaid'>): readonly Cell[] => [
  ...history.map(({ onTime }): Cell => (onTime ? 'onTime' : 'paidLate')),
  ...unpaid.map((): Cell => 'late'),
]

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
