const mantissas = [1n, 2n, 5n]

/**
 * Round figures for an axis that begins at zero: at most `most` steps of 1, 2 or 5 times a power of ten, the last at or
 * above `greatest`. Base units in, base units out; for drawing alone.
 */
export function ticksTo(greatest: bigint, most = 4): readonly bigint[] {
  if (greatest <= 0n) return [0n]
  for (let power = 1n; ; power *= 10n)
    for (const mantissa of mantissas) {
      const step = mantissa * power
      if (step * BigInt(most) < greatest) continue
      const ticks = [0n]
      while ((ticks.at(-1) ?? 0n) < greatest) ticks.push((ticks.at(-1) ?? 0n) + step)
      return ticks
    }
}

/** A height in pixels for a part of a whole, to a hundredth. */
export const heightOf = (part: bigint, whole: bigint, pixels: number): number =>
  whole <= 0n ? 0 : (Number((part * 10_000n) / whole) * pixels) / 10_000
