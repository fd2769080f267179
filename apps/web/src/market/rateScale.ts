import type { LoanSummary } from '@hurong/sdk/api'

/** Ten per cent a year, millionths: the distance of the lines. */
const step = 100_000

/** The axis on which rates of a list stand, millionths a year; never less than from 0 to 20 %. */
export interface RateScale {
  readonly from: number
  readonly to: number
  readonly lines: readonly number[]
}

type Rates = Pick<LoanSummary, 'assessment'> & { readonly terms: Pick<LoanSummary['terms'], 'annualRate'> }

/** One scale for every row, so that dots may be compared; a loss beyond all interest reaches below 0. */
export function rateScaleOf(loans: readonly Rates[]): RateScale {
  const rates = loans.flatMap(({ terms, assessment }) => [
    terms.annualRate,
    ...(assessment ? [assessment.expectedReturn] : []),
  ])
  const from = Math.min(0, ...rates)
  const to = Math.max(2 * step, ...rates)
  const lines: number[] = []
  for (let line = Math.ceil(from / step) * step; line <= to; line += step) lines.push(line || 0)
  return { from, to, lines }
}

/** How far along the axis a rate stands, per cent. */
export const placeOf = (rate: number, { from, to }: RateScale): number => ((rate - from) / (to - from)) * 100
