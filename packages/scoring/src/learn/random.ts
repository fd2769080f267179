/**
 * Numbers that look random and follow from a seed alone: sfc32 (Chris Doty-Humphrey, PractRand, public domain), whole
 * 32-bit arithmetic, so the same on every platform.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #count = 1

  /** @param seed Any whole numbers; other ones give another sequence. */
  constructor(...seed: readonly number[]) {
    this.#a = 0x9e3779b9 ^ (seed[0] ?? 0)
    this.#b = 0x243f6a88 ^ (seed[1] ?? 0)
    this.#c = 0xb7e15162 ^ (seed[2] ?? 0)
    for (let i = 0; i < 20; i++) this.next()
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A whole number from 0 to `limit - 1`, each as likely as the next; `limit` at most 2^32. */
  below(limit: number): number {
    // The tail that does not fill a whole round is thrown again.
    const fair = 4294967296 - (4294967296 % limit)
    for (;;) {
      const number = this.next()
      if (number < fair) return number % limit
    }
  }

  /** Puts the numbers in an order by chance (Fisher-Yates), in place. */
  shuffle(numbers: Int32Array): Int32Array {
    for (let last = numbers.length - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const kept = numbers[last] as number
      numbers[last] = numbers[other] as number
      numbers[other] = kept
    }
    return numbers
  }
}
