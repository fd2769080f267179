import { divDown } from '../money/divide.ts'

/** A stream of numbers that is the same at every run: vectors must come out identical to be compared. */
export type Random = {
  /** Whole number from `least` to `greatest`. */
  readonly number: (least: number, greatest: number) => number
  /** Whole number from `least` to `greatest`, each bit length about as likely as another. */
  readonly amount: (least: bigint, greatest: bigint) => bigint
  readonly pick: <T>(choices: readonly T[]) => T
}

/** A stream from a 32-bit seed (a Weyl sequence through an integer mixer). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next32 = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  const number = (least: number, greatest: number): number =>
    least + Math.floor((next32() / 2 ** 32) * (greatest - least + 1))
  const bits = (count: number): bigint => {
    let value = 0n
    for (let i = 0; i < count; i += 32) value = (value << 32n) | BigInt(next32())
    return value & ((1n << BigInt(count)) - 1n)
  }
  const amount = (least: bigint, greatest: bigint): bigint => {
    const span = greatest - least + 1n
    const value = bits(number(1, span.toString(2).length))
    return least + (value < span ? value : value - divDown(value, span) * span)
  }
  const pick = <T>(choices: readonly T[]): T => {
    const chosen = choices[number(0, choices.length - 1)]
    if (chosen === undefined) throw new RangeError('Cannot pick from no choices.')
    return chosen
  }
  return { number, amount, pick }
}
