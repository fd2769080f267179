import { divDown } from '../money/divide.ts'

/** One holder's notes of a series. `remainder` is a numerator over the series' supply: cash accrued, undivided. */
export type Holding = {
  readonly balance: bigint
  /** The series' cash paid in, in all, when this holding was last brought up to date. */
  readonly paidInSeen: bigint
  readonly remainder: bigint
}

export const NO_HOLDING: Holding = { balance: 0n, paidInSeen: 0n, remainder: 0n }

/** Cash accrued to the holder as a numerator over the supply: exact. */
export const accruedOf = (holding: Holding, paidIn: bigint): bigint =>
  holding.remainder + holding.balance * (paidIn - holding.paidInSeen)

/** What the holder may claim, base units, rounded down; the fraction stays theirs. */
export const claimableOf = (holding: Holding, paidIn: bigint, supply: bigint): bigint =>
  divDown(accruedOf(holding, paidIn), supply)

/** Pays the holder what is claimable; the fraction below one unit is added to the next time. */
export function claim(
  holding: Holding,
  paidIn: bigint,
  supply: bigint,
): { holding: Holding; claimed: bigint } {
  const accrued = accruedOf(holding, paidIn)
  const claimed = divDown(accrued, supply)
  return { holding: { ...holding, paidInSeen: paidIn, remainder: accrued - claimed * supply }, claimed }
}

/** More notes than the holder has. */
export class NotesNotHeld extends RangeError {
  override readonly name = 'NotesNotHeld'
  readonly notes: bigint
  readonly balance: bigint
  constructor(notes: bigint, balance: bigint) {
    super(`Cannot transfer ${notes} notes; the holder has ${balance}.`)
    this.notes = notes
    this.balance = balance
  }
}

/** Changes a holding's notes after bringing it up to date, so that cash paid in before stays with who held then. */
const withBalance = (holding: Holding, paidIn: bigint, balance: bigint): Holding => ({
  balance,
  paidInSeen: paidIn,
  remainder: accruedOf(holding, paidIn),
})

/**
 * Moves notes between two different holders; nobody's claimable cash changes.
 * @throws NotesNotHeld when `notes` is negative or more than the sender has.
 */
export function transfer(
  from: Holding,
  to: Holding,
  notes: bigint,
  paidIn: bigint,
): { from: Holding; to: Holding } {
  if (notes < 0n || notes > from.balance) throw new NotesNotHeld(notes, from.balance)
  return {
    from: withBalance(from, paidIn, from.balance - notes),
    to: withBalance(to, paidIn, to.balance + notes),
  }
}
