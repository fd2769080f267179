import { bigint, numeric, text } from 'drizzle-orm/pg-core'

/** An amount in base units of a currency. `uint256` fits. */
export const baseUnits = (name: string) =>
  numeric(name, { precision: 78, scale: 0, mode: 'bigint' }).notNull()
/** A `uint256` that is no amount: an id, or a numerator over a series' supply. */
export const uint256 = (name: string) => numeric(name, { precision: 78, scale: 0, mode: 'bigint' }).notNull()
/** Seconds since 1970, UTC. */
export const time = (name: string) => bigint(name, { mode: 'number' })
/** A whole number below 2^53. */
export const whole = (name: string) => bigint(name, { mode: 'number' })
/** An address, lower case. */
export const address = (name: string) => text(name)
/** 32 bytes, lower case hex. */
export const hash = (name: string) => text(name)

/**
 * Where an event stands on the chain, in one number that sorts like the chain does: block × 100,000 + log index.
 * 9 × 10^10 blocks fit below 2^53.
 */
export const eventId = (name: string) => bigint(name, { mode: 'number' })
