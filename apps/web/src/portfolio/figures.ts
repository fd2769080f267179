import type { Portfolio } from '@hurong/sdk/api'
import { toCents, type Written, writtenToCents } from './cents.ts'

export type Figures = Portfolio['currencies'][number]
export type Bucket = Figures['buckets'][number]

const principalIn = ({ buckets }: Figures, wanted: (bucket: Bucket['bucket']) => boolean): bigint =>
  buckets.reduce((sum, { bucket, principal }) => (wanted(bucket) ? sum + BigInt(principal) : sum), 0n)

/** What all is worth today, in base units, and where it is. What is in default counts as nothing until money arrives. */
export interface Value {
  readonly total: bigint
  readonly onTime: bigint
  readonly late: bigint
  readonly inFunding: bigint
  readonly claimable: bigint
  readonly held: bigint
  /** Worth and taken out, less what was put in. */
  readonly gain: bigint
}

export function worthOf(figures: Figures): Value {
  const onTime = principalIn(figures, (bucket) => bucket === 'onTime')
  const late = principalIn(figures, (bucket) => bucket !== 'onTime' && bucket !== 'defaulted')
  const inFunding = BigInt(figures.inFunding)
  const claimable = BigInt(figures.claimable)
  const held = BigInt(figures.held)
  const total = onTime + late + inFunding + claimable + held
  const gain = total + BigInt(figures.claimed) - BigInt(figures.invested)
  return { total, onTime, late, inFunding, claimable, held, gain }
}

/** Where the value is, as it is written: the parts and the rest add up to the total to the cent. */
export interface WrittenValue extends Written<'onTime' | 'late' | 'inFunding' | 'claimable' | 'held'> {
  /** Worth and taken out as written, less what was put in as written. */
  readonly gain: bigint
}

/** What all is worth, written to the cent so that the reader can add it up. */
export function writtenValue(figures: Figures, decimals: number): WrittenValue {
  const { total, gain: _exact, ...parts } = worthOf(figures)
  const written = writtenToCents(parts, total, decimals, ['claimable'])
  const gain =
    written.total + toCents(BigInt(figures.claimed), decimals) - toCents(BigInt(figures.invested), decimals)
  return { ...written, gain }
}

/**
 * How what was put in became what it is worth, written to the cent. What is in default and not back, and what was paid out
 * to the holder, are never above zero; the rest is what was recovered beyond principal, and fractions of a cent.
 */
export function ledgerOf(
  figures: Figures,
  decimals: number,
): Written<'putIn' | 'interest' | 'lateInterest' | 'inDefault' | 'takenOut'> {
  const rows = {
    putIn: BigInt(figures.invested),
    interest: BigInt(figures.interestReceived),
    lateInterest: BigInt(figures.lateInterestReceived),
    inDefault: -principalIn(figures, (bucket) => bucket === 'defaulted'),
    takenOut: -BigInt(figures.claimed),
  }
  return writtenToCents(rows, worthOf(figures).total, decimals)
}

/** Principal lent and not back, of every bucket. */
export const owedIn = (figures: Figures): bigint => principalIn(figures, () => true)
