import { divDown } from '../money/divide.ts'

const MILLION = 1_000_000n

/**
 * How much of a loan is raised, millionths of what is asked for; 0 where nothing is asked for.
 * Rounded down, so that a raise reads as full only when the last unit is there.
 * @param raised Base units.
 * @param principal Asked for before the draw, drawn after it; base units.
 * @throws DivisionOutOfRange for a negative figure.
 */
export const fundedShare = (raised: bigint, principal: bigint): number =>
  principal === 0n ? 0 : Number(divDown(raised * MILLION, principal))
