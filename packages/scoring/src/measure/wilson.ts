/** 97.5th percentile of the normal distribution: 95 in 100 such bands hold the true rate. */
const Z95 = 1.959963984540054

export interface Band {
  readonly low: number
  readonly high: number
}

/** 95 % confidence band of a rate from counts (Wilson 1927): sensible for small counts too. No rows: 0 to 1. */
export function wilson(defaults: number, rows: number, z = Z95): Band {
  if (rows === 0) return { low: 0, high: 1 }
  const rate = defaults / rows
  const square = (z * z) / rows
  const middle = (rate + square / 2) / (1 + square)
  const half = (z * Math.sqrt((rate * (1 - rate) + square / 4) / rows)) / (1 + square)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
