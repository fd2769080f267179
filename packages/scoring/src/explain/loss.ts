import { divDown, divUp, Z95 } from '@hurong/finance'
import type { LossGivenDefault } from '../files/model.ts'
import { PPM } from './grade.ts'
import { LEAST_DEFAULTS } from './pd.ts'

/**
 * Expected loss in base units, rounded up: exposure × PD × LGD, the last two in millionths.
 * Over 12 months with a PD over 12 months, over life with one over life.
 */
export function expectedLoss(exposure: bigint, pd: number, lgd: number): bigint {
  for (const share of [pd, lgd])
    if (!(Number.isInteger(share) && share >= 0 && share <= PPM))
      throw new RangeError(`${share} is no share in millionths.`)
  return divUp(exposure * BigInt(pd) * BigInt(lgd), BigInt(PPM) * BigInt(PPM))
}

/** Amounts of a tape in whole hundredths: sums of these are exact, so that no order of the loans changes a digit. */
const hundredths = (amount: number): bigint => BigInt(Math.round(amount * 100))

/**
 * Loss given default of loans that failed: what was lost over what was open at the default, summed over all of them, so
 * that each loan weighs as much as was open of it: `Σ lost / Σ exposure`, the workout LGD of banking supervision (Basel
 * Committee, Calculation of RWA for credit risk, CRE36; T. Schuermann, What do we know about loss given default?, 2004).
 * Rounded up, against the lender's optimism. The band of 95 % is that of a ratio estimate (W. G. Cochran, Sampling
 * techniques, 3rd edition 1977, 6.3): `z √(n / (n - 1) · Σ (lost - LGD · exposure)²) / Σ exposure`, rounded outwards.
 * Loans without an exposure, or of which it is not known what came back, are left out.
 * @returns null of fewer than 50 such loans: they tell too little.
 */
export function measuredLoss(exposure: ArrayLike<number>, lost: ArrayLike<number>): LossGivenDefault | null {
  let [loans, open, gone, openSquared, both, goneSquared] = [0n, 0n, 0n, 0n, 0n, 0n]
  for (let row = 0; row < exposure.length; row++) {
    if (!((exposure[row] as number) > 0) || Number.isNaN(lost[row] as number)) continue
    const [e, l] = [hundredths(exposure[row] as number), hundredths(lost[row] as number)]
    loans++
    open += e
    gone += l
    openSquared += e * e
    both += e * l
    goneSquared += l * l
  }
  if (loans < BigInt(LEAST_DEFAULTS) || open === 0n) return null
  const squares = goneSquared * open * open - 2n * gone * open * both + gone * gone * openSquared
  const scatter = (Number(loans) / Number(loans - 1n)) * (Number(squares) / Number(open ** 4n))
  const spread = Math.ceil(Z95 * Math.sqrt(scatter) * PPM)
  const whole = BigInt(PPM)
  return {
    value: Number(divUp(gone * whole, open)),
    low: Math.max(0, Number(divDown(gone * whole, open)) - spread),
    high: Math.min(PPM, Number(divUp(gone * whole, open)) + spread),
    loans: Number(loans),
  }
}
