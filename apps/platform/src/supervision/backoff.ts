/** Milliseconds to wait before starting a part again: doubled with every quick death, 15 s at most. */
export const backoffAfter = (quickDeaths: number): number =>
  Math.min(250 * 2 ** Math.max(0, quickDeaths - 1), 15_000)

/** A part that has run this long (milliseconds) died for a new reason: counting begins anew. */
export const healthyAfter = 30_000
