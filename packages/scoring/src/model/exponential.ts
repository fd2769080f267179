/**
 * exp, log and logistic from +, -, × and / alone. `Math.exp` and `Math.log` may differ in the last bit from one engine
 * to the next; IEEE 754 leaves no such freedom to the four operations, so these agree everywhere, bit for bit. Within
 * 2 units in the last place of the true value.
 */

/** ln 2 in two parts: the first has few enough bits that a whole number of up to 11 bits times it is exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const PER_LN2 = Math.LOG2E
/** Beyond it exp is Infinity, respectively 0. */
const GREATEST_EXPONENT = 709.78
const LEAST_EXPONENT = -708.39

/** 2^k for -1022 <= k <= 1023, each exact. */
const POWERS = (() => {
  const powers = new Float64Array(2046)
  powers[1022] = 1
  for (let k = 1; k <= 1023; k++) powers[1022 + k] = (powers[1021 + k] as number) * 2
  for (let k = 1; k <= 1022; k++) powers[1022 - k] = (powers[1023 - k] as number) / 2
  return powers
})()

/** 1 / 13!, 1 / 12! … 1 / 0!: with |r| <= ln 2 / 2, what is left off e^r is below 2^-56. */
const TAYLOR = (() => {
  const terms = new Float64Array(14)
  let factorial = 1
  for (let n = 0; n <= 13; n++) {
    terms[13 - n] = 1 / factorial
    factorial *= n + 1
  }
  return terms
})()

/** e to the power of x. Exponents below -708.39 give 0. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x > GREATEST_EXPONENT) return Number.POSITIVE_INFINITY
  if (x < LEAST_EXPONENT) return 0
  const k = Math.floor(x * PER_LN2 + 0.5)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let sum = TAYLOR[0] as number
  for (let place = 1; place < TAYLOR.length; place++) sum = sum * r + (TAYLOR[place] as number)
  if (k > 1023) return sum * 2 * (POWERS[2045] as number)
  return sum * (POWERS[k + 1022] as number)
}

/** 1 / 23, 1 / 21 … 1: with |s| <= 0.172, what is left off artanh is below 2^-60. */
const ARTANH = Float64Array.from({ length: 12 }, (_, place) => 1 / (23 - 2 * place))

/** Natural logarithm of a positive number. 0 gives -Infinity, less than 0 NaN. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  let k = 0
  let m = x
  while (m >= Math.SQRT1_2 * 2) {
    m /= 2
    k++
  }
  while (m < Math.SQRT1_2) {
    m *= 2
    k--
  }
  // ln m = 2 artanh((m - 1) / (m + 1)).
  const s = (m - 1) / (m + 1)
  const square = s * s
  let sum = ARTANH[0] as number
  for (let place = 1; place < ARTANH.length; place++) sum = sum * square + (ARTANH[place] as number)
  return k * LN2_HIGH + (2 * s * sum + k * LN2_LOW)
}

/** Probability of log-odds: 1 / (1 + e^-x). */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + exp(-x))
  const odds = exp(x)
  return odds / (1 + odds)
}
