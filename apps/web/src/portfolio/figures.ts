import type { Portfolio } from '@hurong/sdk/api'

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

/** How what was put in became what it is worth: the rows add up to the last, exactly. */
export interface Ledger {
  readonly putIn: bigint
  readonly interest: bigint
  readonly lateInterest: bigint
  /** In default and not back: never above zero. */
  readonly inDefault: bigint
  /** Already paid out to the holder: never above zero. */
  readonly takenOut: bigint
  /** Recovered beyond principal, and fractions of a unit kept for the next time. */
  readonly rest: bigint
  readonly value: bigint
}

export function ledgerOf(figures: Figures): Ledger {
  const { total: value } = worthOf(figures)
  const rows = {
    putIn: BigInt(figures.invested),
    interest: BigInt(figures.interestReceived),
    lateInterest: BigInt(figures.lateInterestReceived),
    inDefault: -principalIn(figures, (bucket) => bucket === 'defaulted'),
    takenOut: -BigInt(figures.claimed),
  }
  const rest = value - Object.values(rows).reduce((sum, row) => sum + row, 0n)
  return { ...rows, rest, value }
}

/** Principal lent and not back, of every bucket. */
export const owedIn = (figures: Figures): bigint => principalIn(figures, () => true)
