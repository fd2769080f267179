import { divUp } from '@hurong/finance'
import { PPM } from './grade.ts'

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

/** Loss given default of loans that failed, millionths: what was lost over what was open; null where nothing was. */
export function measuredLgd(exposure: ArrayLike<number>, lost: ArrayLike<number>): number | null {
  let [open, gone] = [0, 0]
  for (let row = 0; row < exposure.length; row++) {
    if (!((exposure[row] as number) > 0) || Number.isNaN(lost[row] as number)) continue
    open += exposure[row] as number
    gone += lost[row] as number
  }
  return open > 0 ? Math.min(PPM, Math.round((gone / open) * PPM)) : null
}
