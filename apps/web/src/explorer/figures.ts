import type { LoanDetail } from '@hurong/sdk/api'
import type { Difference, RecomputedLoan } from '@hurong/sdk/verify'
import type { People } from './people.ts'

/** What is compared, in the order it is shown. Amounts in base units, the rest plain counts. */
export const figureKeys = [
  'principal',
  'supply',
  'escrow',
  'paidIn',
  'outstandingPrincipal',
  'instalment',
  'interestPaid',
  'principalPaid',
  'interestOwed',
  'lateInterestOwed',
  'payoff',
  'onTime',
  'paidLate',
] as const
export type FigureKey = (typeof figureKeys)[number]
export type Figures = Partial<Record<FigureKey, bigint>>

/** Figures that are numbers of instalments, not money. */
export const isCount = (key: FigureKey): boolean => key === 'onTime' || key === 'paidLate'

export interface Figure {
  readonly key: FigureKey
  /** Rebuilt from events in this browser. */
  readonly events: bigint
  /** As the contract stores or computes it, at the same block. */
  readonly contract: bigint | undefined
}

export interface HolderLine {
  readonly holder: `0x${string}`
  /** 0 for an address nobody is known behind. */
  readonly participantId: number
  readonly balance: bigint
  readonly claimable: bigint
  readonly claimed: bigint
}

export interface Recomputed {
  readonly whole: RecomputedLoan
  readonly figures: readonly Figure[]
  /** Holders with notes or cash to claim, greatest first. */
  readonly holders: readonly HolderLine[]
  readonly people: People
  /** Storage that differs, then events that do not follow from those before them. */
  readonly differences: readonly Difference[]
  readonly rpcUrl: string
}

/** Instalments settled late, of all buckets. */
export const lateOf = (counts: {
  readonly late1To30: number
  readonly late31To60: number
  readonly late61To90: number
  readonly late91Plus: number
}): number => counts.late1To30 + counts.late31To60 + counts.late61To90 + counts.late91Plus

/** What the site shows of the same; figures it does not show are left out. */
export function figuresOnSite(loan: LoanDetail): Figures {
  const before = { principal: BigInt(loan.terms.principal), supply: BigInt(loan.raised) }
  const { position } = loan
  if (position === null) return before
  return {
    ...before,
    outstandingPrincipal: BigInt(loan.outstandingPrincipal),
    instalment: BigInt(position.instalment),
    interestPaid: BigInt(position.interestPaid),
    principalPaid: BigInt(position.principalPaid),
    interestOwed: BigInt(position.interestOwed),
    lateInterestOwed: BigInt(position.lateInterestOwed),
  }
}
