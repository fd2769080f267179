/** An amount in base units of one currency. Two currencies don't mix: the compiler refuses it. */
export type Money<C extends string> = { readonly amount: bigint; readonly currency: C }

/** Money of `amount` base units of `currency`. */
export const money = <const C extends string>(amount: bigint, currency: C): Money<C> => ({ amount, currency })

/** Sum of two amounts of the same currency. */
export const add = <C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> => ({
  currency: a.currency,
  amount: a.amount + b.amount,
})

/** Difference of two amounts of the same currency; may be negative. */
export const subtract = <C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> => ({
  currency: a.currency,
  amount: a.amount - b.amount,
})

/** −1, 0 or 1 as `a` is less than, equal to or greater than `b`, of the same currency. */
export const compare = <C extends string>(a: Money<C>, b: Money<NoInfer<C>>): -1 | 0 | 1 =>
  a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0

/** The lesser of two plain amounts in base units. */
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** The greater of two plain amounts in base units. */
export const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** `a − b`, or 0 where `b` is the greater. */
export const lessOrNone = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n)
