/** 97.5th percentile of the normal distribution: 95 in 100 such bands hold the true share. */
export const Z95 = 1.959963984540054

/** Shares from 0 to 1. */
export interface Band {
  readonly low: number
  readonly high: number
}

/**
 * Wilson's band of 95 % for a share of which `hits` of `all` were seen: sensible for few too (E. B. Wilson, Probable
 * inference, the law of succession, and statistical inference, 1927). Of none: 0 to 1.
 */
export function wilson(hits: number, all: number): Band {
  if (all === 0) return { low: 0, high: 1 }
  const share = hits / all
  const square = (Z95 * Z95) / all
  const middle = (share + square / 2) / (1 + square)
  const half = (Z95 * Math.sqrt((share * (1 - share) + square / 4) / all)) / (1 + square)
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === all ? 1 : Math.min(1, middle + half),
  }
}
